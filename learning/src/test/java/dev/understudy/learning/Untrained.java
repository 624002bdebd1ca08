package dev.understudy.learning;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.v1.CheckpointManifest;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Checkpoints of freshly drawn weights, for what depends on a network's shapes and not on what it has learned. */
public final class Untrained {

    private Untrained() {
    }

    /** The same weights for the same seed; biases, scales and shifts moved off where they start. */
    public static Checkpoint checkpoint(Architecture architecture, long seed) {
        Taxonomy taxonomy = Taxonomy.shipped("road-v1");
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new TreeMap<>();
        new CrossModalModel(architecture).initialise(taxonomy.size(), seed).forEach((name, tensor) -> {
            float[] data = tensor.data().clone();
            for (int i = 0; !name.endsWith("weight") && i < data.length; i++) {
                data[i] += (float) (0.3 * random.nextGaussian());
            }
            Tensor moved = new Tensor(tensor.shape(), data);
            if (name.equals(Checkpoint.CLASSES)) {
                tensors.put(name, tensor);
            } else {
                tensors.put(Checkpoint.STUDENT_PREFIX + name, moved);
                tensors.put(Checkpoint.TEACHER_PREFIX + name, moved);
            }
        });
        CheckpointManifest.Builder manifest = CheckpointManifest.newBuilder().setModel("student")
                .setTaxonomyVersion(taxonomy.version()).addAllClassNames(taxonomy.classNames())
                .setArchitecture(architecture.toJson()).setServing(Classifier.TEACHER).setRule("cross-most")
                .setPointWeight(1);
        for (int k = 0; k < taxonomy.size(); k++) {
            manifest.addClassThresholds(0.6f).addClassPrior(1f / taxonomy.size());
        }
        return new Checkpoint(manifest.build(), tensors);
    }
}
