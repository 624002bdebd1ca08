package dev.understudy.cli.demo;

import dev.understudy.cli.demo.DemoSummary.Camera;
import dev.understudy.cli.demo.DemoSummary.Checkpoints;
import dev.understudy.cli.demo.DemoSummary.Frames;
import dev.understudy.cli.demo.DemoSummary.Lidar;
import dev.understudy.cli.demo.DemoSummary.RunFacts;
import dev.understudy.cli.demo.DemoSummary.Scored;
import dev.understudy.cli.demo.DemoSummary.Scores;
import dev.understudy.cli.demo.StreamCounts.Kind;
import dev.understudy.cli.demo.StreamScores.ScoredObject;
import dev.understudy.cli.feed.LogFeed;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.statistics.ConfusionMatrix;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.v1.FrameLedger;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the summary of a run together, whole or cut short, and writes its plots. */
final class SummaryBuilder {

    private final DemoSettings settings;
    private final DemoSource source;
    private final RunFolder folder;
    private final LogFeed feed;
    private final DemoLoop loop;
    private final StreamScorer scorer;
    private final LogFindings findings;

    SummaryBuilder(DemoSettings settings, DemoSource source, RunFolder folder, LogFeed feed, DemoLoop loop,
            StreamScorer scorer, LogFindings findings) {
        this.settings = settings;
        this.source = source;
        this.folder = folder;
        this.feed = feed;
        this.loop = loop;
        this.scorer = scorer;
        this.findings = findings;
    }

    DemoSummary build(Drive drive, double streamSeconds, double wallSeconds) throws IOException {
        FrameLedger ledger = loop.ledger();
        Frames frames = new Frames(lidar(ledger), camera(ledger));
        StreamCounts counts = scorer.counts();
        Checkpoints checkpoints = new Checkpoints(counts.of(Kind.PROMOTED), counts.of(Kind.ADOPTED),
                counts.of(Kind.REJECTED), scorer.rejections());
        StepCounts steps = loop.stepCounts();
        RunFacts run = new RunFacts(settings.seed(), source.log().robots().size(), feed.lidarFrames(), streamSeconds,
                wallSeconds, settings.training(),
                settings.training() ? settings.learning() : null, steps.made(),
                HexFormat.of().formatHex(loop.bootstrap().ref().getDigest().toByteArray()));
        Scores accuracy = null;
        Scores macroF1 = null;
        Scored scored = null;
        StreamScores scores = scorer.scores();
        if (source.exhaustive() && scores.size() > 0) {
            List<ScoredObject> last = scores.lastQuarter();
            List<ScoredObject> before = scores.ofDomain(DemoSource.SOURCE_DOMAIN);
            ConfusionMatrix frozen = scores.confusion(last, ScoredObject::frozen);
            ConfusionMatrix adapted = scores.confusion(last, ScoredObject::adapted);
            ConfusionMatrix frozenBefore = scores.confusion(before, ScoredObject::frozen);
            accuracy = new Scores(frozen.accuracy(), adapted.accuracy(), frozenBefore.accuracy());
            macroF1 = new Scores(frozen.macroF1(), adapted.macroF1(), frozenBefore.macroF1());
            scored = new Scored(last.size(), before.size(), scores.size());
            AccuracyPlot.write(folder.path(), scores.curve(), scores.shiftSeconds(), scores.swapSeconds());
        }
        return new DemoSummary(frames, counts.of(Kind.EVENTS), counts.of(Kind.SAMPLES),
                new TreeMap<>(ledger.getObjectsDroppedMap()), counts.of(Kind.DEAD_LETTERS), checkpoints, steps,
                accuracy, macroF1, scored, findings.summarise(scorer), feed.damaged(),
                drive.drained() && conserved(ledger), drive.isCut(), drive.reason(), run, folder.path().toString(),
                MathsReport.now());
    }

    /** The ledgers' identities, and that the ledgers know of every frame that was fed. */
    private boolean conserved(FrameLedger ledger) {
        return FrameLedgers.imbalance(ledger).isEmpty() && ledger.getLidarIn() == feed.lidarFrames()
                && ledger.getCameraIn() == feed.cameraFrames();
    }

    private static Lidar lidar(FrameLedger l) {
        Map<String, Long> reasons = new TreeMap<>(l.getLidarOnlyMap());
        reasons.putAll(l.getLidarDroppedMap());
        reasons.putAll(l.getLidarDeadMap());
        return new Lidar(l.getLidarIn(), l.getLidarPaired(), FrameLedgers.total(l.getLidarOnlyMap()),
                FrameLedgers.total(l.getLidarDroppedMap()), FrameLedgers.total(l.getLidarDeadMap()),
                l.getLidarPending(), reasons);
    }

    private static Camera camera(FrameLedger l) {
        Map<String, Long> reasons = new TreeMap<>(l.getCameraUnusedMap());
        reasons.putAll(l.getCameraDroppedMap());
        reasons.putAll(l.getCameraDeadMap());
        return new Camera(l.getCameraIn(), l.getCameraUsed(), FrameLedgers.total(l.getCameraUnusedMap()),
                FrameLedgers.total(l.getCameraDroppedMap()), FrameLedgers.total(l.getCameraDeadMap()),
                l.getCameraPending(), reasons);
    }
}
