package dev.understudy.learning.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.model.BoundWeights;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.model.ObjectBatch;
import dev.understudy.learning.model.Scalars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Losses and gradients of one batch. The weights are Java arrays; native memory lives only within a call, in a scope
 * of its own, so nothing can pile up. The engine allows one gradient collector at a time in a process.
 */
public final class LearningStep implements AutoCloseable {

    /**
     * What to minimise besides the cross-entropy of both branches.
     *
     * @param crossModal weight of the contrastive loss
     * @param temperature of the contrastive loss
     * @param fairness weight of the balance loss on each branch
     */
    public record LossWeights(float crossModal, float temperature, float fairness) {
    }

    /**
     * Losses and gradients.
     *
     * @param gradients by tensor name, only of tensors that took part
     */
    public record Outcome(float pointLoss, float imageLoss, float crossModalLoss, float fairnessLoss,
            Map<String, float[]> gradients) {
    }

    private final CrossModalModel model;
    private final LossWeights lossWeights;
    private final String[] trainable;
    private final NDManager base = NDManager.newBaseManager();

    /**
     * Prepares steps.
     *
     * @param learnClasses whether the class embeddings move too (only while bootstrapping)
     */
    public LearningStep(CrossModalModel model, LossWeights lossWeights, boolean learnClasses) {
        this(model, lossWeights, learnClasses
                ? new String[] {CrossModalModel.POINT, CrossModalModel.IMAGE, Checkpoint.CLASSES}
                : new String[] {CrossModalModel.POINT, CrossModalModel.IMAGE});
    }

    /** Prepares steps that move only the tensors with these prefixes. */
    LearningStep(CrossModalModel model, LossWeights lossWeights, String[] trainable) {
        this.model = model;
        this.lossWeights = lossWeights;
        this.trainable = trainable;
    }

    /** Runs a batch forward and backward. */
    public Outcome run(Map<String, Tensor> weights, List<TrainingSample> batch) {
        // Rows with an image come first, so that the rows both branches see are a prefix.
        List<TrainingSample> rows = new ArrayList<>(batch);
        rows.sort(Comparator.comparing((TrainingSample s) -> !s.object().hasImage()));
        int[] labels = rows.stream().mapToInt(TrainingSample::label).toArray();
        try (NDManager scope = base.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            BoundWeights bound = BoundWeights.bind(scope, weights, trainable);
            ObjectBatch input = ObjectBatch.of(scope, rows.stream().map(TrainingSample::object).toList());
            NDArray[] losses = losses(bound, input, labels);
            NDArray total = losses[0].add(losses[1]).add(Scalars.times(losses[2], lossWeights.crossModal()))
                    .add(Scalars.times(losses[3], lossWeights.fairness()));
            collector.backward(total);
            return new Outcome(losses[0].getFloat(), losses[1].getFloat(), losses[2].getFloat(),
                    losses[3].getFloat(), gradients(bound, input.images() != null));
        }
    }

    private NDArray[] losses(BoundWeights bound, ObjectBatch input, int[] labels) {
        NDArray classes = bound.get(Checkpoint.CLASSES).normalize(2, 1, 1e-12);
        NDArray points = model.embedPoints(input, bound);
        NDArray pointLogits = model.logits(points, classes);
        NDArray pointLoss = Losses.crossEntropy(pointLogits, labels);
        NDArray zero = points.getManager().create(0f);
        int seen = input.imageRows().length;
        if (seen == 0) {
            return new NDArray[] {pointLoss, zero, zero, Losses.fairness(pointLogits)};
        }
        int[] seenLabels = Arrays.copyOf(labels, seen);
        NDArray images = model.embedImages(input, bound);
        NDArray imageLogits = model.logits(images, classes);
        NDArray crossModal = lossWeights.crossModal() == 0 ? zero
                : Losses.crossModal(points.get(":" + seen), images, seenLabels, lossWeights.temperature());
        return new NDArray[] {pointLoss, Losses.crossEntropy(imageLogits, seenLabels), crossModal,
            Losses.fairness(pointLogits).add(Losses.fairness(imageLogits))};
    }

    private Map<String, float[]> gradients(BoundWeights bound, boolean imagesSeen) {
        Map<String, float[]> out = new TreeMap<>();
        bound.arrays().forEach((name, array) -> {
            boolean took = imagesSeen || !name.startsWith(CrossModalModel.IMAGE);
            for (String prefix : trainable) {
                if (took && name.startsWith(prefix)) {
                    out.put(name, array.getGradient().toFloatArray());
                }
            }
        });
        return out;
    }

    /** Native arrays held between calls: none, unless something leaks. */
    int nativeArrays() {
        return base.getManagedArrays().size();
    }

    @Override
    public void close() {
        base.close();
    }
}
