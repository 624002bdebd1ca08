package dev.understudy.learning.train;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.PseudoLabelledSample;

/** An object, what both branches say of it and what a rule makes of that, as the trainer takes it. */
public final class JudgedSample {

    private JudgedSample() {
    }

    /**
     * Object {@code i} as a model judges it, under the model's version and taxonomy; the caller adds the robot.
     *
     * @param classifier of the model
     */
    public static PseudoLabelledSample.Builder of(Checkpoint model, Classifier classifier, ClassScores scores, int i,
            Cluster object) {
        CheckpointManifest manifest = model.manifest();
        return of(object, classifier.judge(scores, i, object), classifier.rule().name(),
                classifier.parameters().pointWeight(), scores.point()[i], scores.image()[i])
                .setTeacher(ModelRef.newBuilder().setModel(manifest.getModel()).setVersion(manifest.getVersion()))
                .setTaxonomyVersion(manifest.getTaxonomyVersion());
    }

    /**
     * The same from its parts.
     *
     * @param rule name of the rule that judged
     * @param image null for an object without an image
     */
    public static PseudoLabelledSample.Builder of(Cluster object, Judgement judged, String rule, float pointWeight,
            float[] point, float[] image) {
        PseudoLabelledSample.Builder sample = PseudoLabelledSample.newBuilder().setCluster(object)
                .setPointWeight(pointWeight).setThreshold(judged.threshold()).setRule(rule)
                .setVerdict(judged.verdict()).setLabel(judged.decision().label())
                .setConfidence(judged.decision().confidence()).setSpokenBy(judged.decision().spokenBy());
        for (float p : point) {
            sample.addPointDistribution(p);
        }
        for (int k = 0; image != null && k < image.length; k++) {
            sample.addImageDistribution(image[k]);
        }
        return sample;
    }
}
