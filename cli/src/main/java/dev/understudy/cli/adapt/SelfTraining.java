package dev.understudy.cli.adapt;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.loop.JudgedCandidate;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.loop.LearningLoop;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.teacher.Opinions;
import dev.understudy.learning.train.JudgedSample;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.proto.v1.Cluster;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Self-training on recorded frames without labels: the loop of the stream and the trainer, repeated over the same
 * frames. The live model judges each frame; at the end the weights are put to the gate once more.
 */
final class SelfTraining {

    private final Checkpoint bootstrap;
    private final SourceAnchors anchors;
    private final LearningConfig config;
    private final String imageTeacher;

    /**
     * What came of it.
     *
     * @param adapted the newest weights, whether the gate passed them or not; what is live, if that declined
     * @param gate names of the tests that the newest weights failed; empty where they went live
     * @param candidates how often the gate was asked, and what came of it
     * @param steps optimiser steps made and discarded, and roll-backs
     * @param spoken records in which the external teacher had an opinion, all passes
     */
    record Outcome(Checkpoint adapted, String gate, AdaptReport.Candidates candidates, StepCounts steps,
            long admitted, long spoken) {
    }

    /** Candidates and the alarm of a run. */
    private static final class Log implements LearningLoop.Listener {
        private int judged;
        private int published;
        private String declined = "";

        @Override
        public void judged(JudgedCandidate candidate) {
            judged++;
            published += candidate.passed() ? 1 : 0;
        }

        @Override
        public void declined(GateReport report) {
            declined = report.reason();
        }

        private AdaptReport.Candidates counts() {
            return new AdaptReport.Candidates(judged, published, declined);
        }
    }

    /** @param imageTeacher name that samples carry where it spoke; null without one */
    SelfTraining(Checkpoint bootstrap, SourceAnchors anchors, LearningConfig config, String imageTeacher) {
        this.bootstrap = bootstrap;
        this.anchors = anchors;
        this.config = config;
        this.imageTeacher = imageTeacher;
    }

    Outcome run(List<AdaptFrame> frames, int passes, long seed, IntConsumer progress) {
        Log log = new Log();
        long spoken = 0;
        try (LearningLoop loop = new LearningLoop(config, anchors, bootstrap, seed, log)) {
            for (int pass = 0; pass < passes; pass++) {
                spoken += pass(loop, frames);
                progress.accept(pass + 1);
            }
            JudgedCandidate last = loop.lastCandidate();
            return new Outcome(loop.isFrozen() ? loop.live() : last.checkpoint(), last.reason(), log.counts(),
                    loop.learner().counts(), loop.learner().admitted(), spoken);
        }
    }

    private long pass(LearningLoop loop, List<AdaptFrame> frames) {
        long spoken = 0;
        Checkpoint judging = loop.live();
        Classifier classifier = Classifier.open(judging);
        try {
            for (AdaptFrame frame : frames) {
                if (judging != loop.live()) {
                    judging = loop.live();
                    classifier.close();
                    classifier = Classifier.open(judging);
                }
                spoken += teach(loop, judging, classifier, frame);
            }
        } finally {
            classifier.close();
        }
        return spoken;
    }

    private long teach(LearningLoop loop, Checkpoint judging, Classifier classifier, AdaptFrame frame) {
        List<Cluster> objects = frame.set().getClustersList();
        if (objects.isEmpty()) {
            return 0;
        }
        ClassScores scores = classifier.classify(objects);
        ClassScores taught = imageTeacher == null ? scores : Opinions.blend(scores, frame.opinions());
        long spoken = 0;
        for (int i = 0; i < objects.size(); i++) {
            boolean spoke = taught.image()[i] != scores.image()[i];
            spoken += spoke ? 1 : 0;
            loop.take(JudgedSample.of(judging, classifier, taught, i, objects.get(i))
                    .setRobotId(frame.set().getRobotId()).setLidarFrameId(frame.set().getLidarFrameId())
                    .setStampNs(frame.set().getStampNs()).setImageTeacher(spoke ? imageTeacher : "").build());
        }
        return spoken;
    }
}
