package dev.understudy.replay.experiment;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.gate.PublicationGate;
import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.train.OnlineTrainer;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.List;

/**
 * Test, then train, without Kafka: every object is classified by the served model before it may teach. Beside it the
 * frozen bootstrap classifies the same objects. Labels score and never train.
 */
public final class PrequentialRun implements AutoCloseable {

    private final PrequentialConfig config;
    private final Taxonomy taxonomy;
    private final Classifier frozen;
    private final OnlineTrainer trainer;
    private final PublicationGate gate;
    private final PrequentialResult result;
    private Checkpoint served;
    private Classifier live;
    private long candidateAt;

    /** Starts with the bootstrap live. */
    public PrequentialRun(PrequentialConfig config, Checkpoint bootstrap, SourceAnchors anchors, Taxonomy taxonomy,
            long seed) {
        this.config = config;
        this.taxonomy = taxonomy;
        this.frozen = Classifier.open(bootstrap);
        this.live = Classifier.open(bootstrap);
        this.served = bootstrap;
        this.trainer = new OnlineTrainer(config.trainer(), bootstrap, anchors, seed);
        this.gate = new PublicationGate(config.gate(), bootstrap, anchors.canary());
        this.result = new PrequentialResult(taxonomy);
    }

    /** Classifies, scores, then learns. */
    public void accept(LabelledFrame frame) {
        List<Cluster> clusters = frame.set().getClustersList();
        if (clusters.isEmpty()) {
            return;
        }
        ClassScores frozenScores = frozen.classify(clusters);
        ClassScores scores = live.classify(clusters);
        for (int i = 0; i < clusters.size(); i++) {
            String truth = frame.classes().get(i);
            if (truth != null) {
                result.add(frame, truth, frozenScores, scores, i, frozen, live);
            }
            if (config.training()) {
                PseudoLabelledSample sample = judge(frame.set(), scores, i);
                result.count(sample, truth == null ? -1 : taxonomy.indexOf(truth), trainer.admit(sample));
            }
        }
        while (trainer.stepsDue() > 0) {
            trainer.step();
            if (trainer.steps() - candidateAt >= config.stepsPerCandidate()) {
                offerCandidate();
            }
        }
    }

    private PseudoLabelledSample judge(ClusterSet set, ClassScores scores, int i) {
        Cluster cluster = set.getClusters(i);
        Judgement judged = live.judge(scores, i, cluster);
        PseudoLabelledSample.Builder sample = PseudoLabelledSample.newBuilder().setRobotId(set.getRobotId())
                .setLidarFrameId(set.getLidarFrameId()).setStampNs(set.getStampNs()).setCluster(cluster)
                .setPointWeight(live.parameters().pointWeight()).setThreshold(judged.threshold())
                .setRule(live.rule().name()).setVerdict(judged.verdict()).setLabel(judged.decision().label())
                .setConfidence(judged.decision().confidence()).setSpokenBy(judged.decision().spokenBy())
                .setTaxonomyVersion(taxonomy.version());
        for (float p : scores.point()[i]) {
            sample.addPointDistribution(p);
        }
        if (scores.image()[i] != null) {
            for (float p : scores.image()[i]) {
                sample.addImageDistribution(p);
            }
        }
        return sample.build();
    }

    private void offerCandidate() {
        candidateAt = trainer.steps();
        Checkpoint candidate = trainer.candidate();
        GateReport report = gate.judge(candidate, served, trainer.evidence());
        result.gate(trainer.steps(), report);
        if (report.passed()) {
            trainer.published(candidate);
            served = candidate;
            live.close();
            live = Classifier.open(candidate);
        }
    }

    /** What has been measured so far. */
    public PrequentialResult result() {
        return result;
    }

    /** The checkpoint that is live now. */
    public Checkpoint served() {
        return served;
    }

    @Override
    public void close() {
        frozen.close();
        live.close();
        trainer.close();
    }
}
