package dev.understudy.cli.bench;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.loop.LearningLoop;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.train.JudgedSample;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Online training as the trainer does it (admission, steps, candidates, the gate), over and over the same simulated
 * drive, while the process's memory is watched.
 */
final class MemoryBench {

    private static final int ROBOTS = 2;
    private static final double FRAME_RATE_HZ = 5;
    private static final int FRAMES = 60;
    private static final int STEPS_PER_SAMPLE = 50;

    /**
     * What was seen of a run.
     *
     * @param steps made and discarded, and roll-backs
     */
    record Outcome(MemoryTrend trend, StepCounts steps) {
    }

    private final Checkpoint bootstrap;
    private final SourceAnchors anchors;
    private final int steps;

    MemoryBench(Checkpoint bootstrap, SourceAnchors anchors, int steps) {
        this.bootstrap = bootstrap;
        this.anchors = anchors;
        this.steps = steps;
    }

    /** Trains; {@code progress} hears of steps done and of all. */
    Outcome run(int warmUp, BiConsumer<Integer, Integer> progress) {
        List<PseudoLabelledSample> drive = drive();
        MemoryTrend trend = new MemoryTrend(warmUp);
        LearningLoop.Listener samples = new LearningLoop.Listener() {
            @Override
            public void stepped(StepReport step) {
                int before = (int) step.step() - 1;
                if (before % STEPS_PER_SAMPLE == 0 && before < steps) {
                    trend.sample(before);
                    progress.accept(before, steps);
                }
            }
        };
        try (LearningLoop loop = new LearningLoop(LearningConfig.defaults(), anchors, bootstrap, 1, samples)) {
            for (int record = 0; loop.learner().steps() < steps; record++) {
                loop.take(anew(drive.get(record % drive.size()), record / drive.size()));
            }
            trend.sample(steps);
            return new Outcome(trend, loop.learner().counts());
        }
    }

    /** The same objects on another day: tracks are new, so that what is kept by track turns over. */
    private static PseudoLabelledSample anew(PseudoLabelledSample record, int round) {
        Cluster cluster = record.getCluster();
        return record.toBuilder().setCluster(cluster.toBuilder().setTrackId(cluster.getTrackId() + 100_000L * round))
                .build();
    }

    private List<PseudoLabelledSample> drive() {
        List<PseudoLabelledSample> out = new ArrayList<>();
        FleetConfig fleet = FleetConfig.of(1, ROBOTS, FRAME_RATE_HZ, FRAMES, Domains.TARGET);
        try (ObjectHarvest harvest = ObjectHarvest.of(new SimulatedFleet(fleet), LabelCoverage.EVERYWHERE);
                Classifier classifier = Classifier.open(bootstrap)) {
            for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                List<Cluster> clusters = frame.objects().stream().map(o -> o.cluster()).toList();
                ClassScores scores = classifier.classify(clusters);
                for (int i = 0; i < clusters.size(); i++) {
                    out.add(sample(frame.set().getRobotId(), clusters.get(i), classifier, scores, i));
                }
            }
        }
        return out;
    }

    private PseudoLabelledSample sample(String robot, Cluster cluster, Classifier classifier, ClassScores scores,
            int i) {
        return JudgedSample.of(bootstrap, classifier, scores, i, cluster).setRobotId(robot).build();
    }
}
