package dev.understudy.cli.adapt;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.gate.PublicationGate;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.teacher.Opinions;
import dev.understudy.learning.train.JudgedSample;
import dev.understudy.learning.train.OnlineTrainer;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Self-training on recorded frames without labels: the loop of the stream and the trainer, repeated over the same
 * frames. Before each pass the present teacher becomes the one that judges.
 */
final class SelfTraining {

    private final Checkpoint bootstrap;
    private final SourceAnchors anchors;
    private final LearningConfig config;
    private final String imageTeacher;

    /**
     * What came of it.
     *
     * @param steps optimiser steps made and discarded, and roll-backs
     * @param spoken records in which the external teacher had an opinion, all passes
     * @param gate what the publication gate says of the result against the bootstrap
     */
    record Outcome(Checkpoint adapted, StepCounts steps, long admitted, long spoken, GateReport gate) {
    }

    /** @param imageTeacher name that samples carry where it spoke; null without one */
    SelfTraining(Checkpoint bootstrap, SourceAnchors anchors, LearningConfig config, String imageTeacher) {
        this.bootstrap = bootstrap;
        this.anchors = anchors;
        this.config = config;
        this.imageTeacher = imageTeacher;
    }

    Outcome run(List<AdaptFrame> frames, int passes, long seed, IntConsumer progress) {
        long spoken = 0;
        try (OnlineTrainer trainer = new OnlineTrainer(config.training(), bootstrap, anchors, seed)) {
            Checkpoint judging = bootstrap;
            for (int pass = 0; pass < passes; pass++) {
                try (Classifier classifier = Classifier.open(judging)) {
                    for (AdaptFrame frame : frames) {
                        spoken += teach(trainer, classifier, frame);
                    }
                }
                judging = trainer.candidate();
                progress.accept(pass + 1);
            }
            PublicationGate gate = new PublicationGate(config.gate(), bootstrap, anchors.canary());
            return new Outcome(judging, trainer.counts(), trainer.admitted(), spoken,
                    gate.judge(judging, bootstrap, trainer.evidence()));
        }
    }

    private long teach(OnlineTrainer trainer, Classifier classifier, AdaptFrame frame) {
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
            trainer.admit(sample(classifier, frame, taught, i, spoke));
        }
        while (trainer.stepsDue() > 0) {
            trainer.step();
        }
        return spoken;
    }

    private PseudoLabelledSample sample(Classifier classifier, AdaptFrame frame, ClassScores scores, int i,
            boolean spoke) {
        Cluster object = frame.set().getClusters(i);
        return JudgedSample.of(bootstrap, classifier, scores, i, object).setRobotId(frame.set().getRobotId())
                .setLidarFrameId(frame.set().getLidarFrameId()).setStampNs(frame.set().getStampNs())
                .setImageTeacher(spoke ? imageTeacher : "").build();
    }
}
