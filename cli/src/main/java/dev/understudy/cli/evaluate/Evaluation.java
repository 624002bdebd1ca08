package dev.understudy.cli.evaluate;

import dev.understudy.cli.feed.FeedPace;
import dev.understudy.cli.frames.FrameJoin;
import dev.understudy.cli.settings.Settings;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.replay.log.DriveLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One evaluation: runs the log, scores what came out, and tells. */
final class Evaluation {

    private final Settings settings;
    private final Taxonomy taxonomy;
    private final List<EvaluatedModel> models;
    private final Examples examples;
    private final FrameScorer scorer;
    private final FrameJoin join;

    /**
     * @param settings of both ways of running
     * @param models one, or two to compare; stay the caller's
     */
    Evaluation(Settings settings, Taxonomy taxonomy, List<EvaluatedModel> models, Examples examples) {
        this.settings = settings;
        this.taxonomy = taxonomy;
        this.models = models;
        this.examples = examples;
        this.scorer = new FrameScorer(taxonomy, models.size(), examples);
        this.join = new FrameJoin(models.size(), scorer);
    }

    /** Without a broker. */
    EvaluationReport offline(DriveLog log, Path folder) {
        try (OfflineRun run = new OfflineRun(settings.perception(), models, folder, join)) {
            run.run(log);
            return report(log, "offline", run.ledger(), run.counts(), run.times().latencies());
        }
    }

    /**
     * Through a broker in this process; one model only.
     *
     * @param pace of the log's records
     */
    EvaluationReport throughBroker(DriveLog log, Path folder, FeedPace pace) throws Exception {
        try (BrokerRun run = new BrokerRun(settings, models.get(0), folder, join)) {
            run.run(log, pace);
            return report(log, "through a broker", run.ledger(), run.counts(), Map.of());
        }
    }

    private EvaluationReport report(DriveLog log, String way, FrameLedger ledger, RunCounts counts,
            Map<String, StageTimes.Latency> latency) {
        List<ModelReport> reports = new ArrayList<>();
        for (int m = 0; m < models.size(); m++) {
            VerifiedCheckpoint checkpoint = models.get(m).checkpoint();
            EventDigest digest = scorer.digest(m);
            reports.add(new ModelReport(models.get(m).name(), checkpoint.ref().getModel(),
                    checkpoint.ref().getVersion(), HexFormat.of().formatHex(checkpoint.ref().getDigest().toByteArray()),
                    digest.events(), digest.hex(), scorer.said(m), ScoreCard.of(taxonomy, scorer.objects(), m)));
        }
        Comparison comparison = models.size() < 2 || scorer.objects().isEmpty() ? null
                : new PairedBootstrap(taxonomy.classNames(), scorer.objects()).compare();
        return new EvaluationReport(log.name(), way, taxonomy.version(), join.frames(), scorer.labelledFrames(),
                pairing(ledger), new TreeMap<>(ledger.getObjectsDroppedMap()), counts.unusable(), reports, comparison,
                latency, MathsReport.now());
    }

    private static Map<String, Long> pairing(FrameLedger ledger) {
        Map<String, Long> out = new TreeMap<>(ledger.getLidarOnlyMap());
        out.put("paired", ledger.getLidarPaired());
        return out;
    }

    Examples examples() {
        return examples;
    }
}
