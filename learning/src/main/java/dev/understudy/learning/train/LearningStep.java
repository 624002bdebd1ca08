package dev.understudy.learning.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.BoundWeights;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.model.MathsCheck;
import dev.understudy.learning.model.ObjectBatch;
import dev.understudy.learning.model.Staging;
import dev.understudy.learning.sample.TrainingSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Losses and gradients of one batch. The weights are Java arrays; native arrays live only within a call, in a scope of
 * their own, so nothing can pile up. The engine allows one gradient collector at a time in a process.
 */
public final class LearningStep implements AutoCloseable {

    /**
     * Losses and gradients.
     *
     * @param gradients by tensor name, only of tensors that took part
     */
    public record Outcome(float pointLoss, float imageLoss, float crossModalLoss, float fairnessLoss,
            float globalLocalLoss, float maskedLoss, Map<String, float[]> gradients) {
    }

    private final CrossModalModel model;
    private final Objective objective;
    private final String[] trainable;
    private final NDManager base = NDManager.newBaseManager();
    private final Staging staging = new Staging();

    /**
     * Prepares steps.
     *
     * @param learnClasses whether the class embeddings move too (only while bootstrapping)
     */
    public LearningStep(CrossModalModel model, Objective objective, boolean learnClasses) {
        this(model, objective, learnClasses
                ? new String[] {CrossModalModel.POINT, CrossModalModel.IMAGE, Checkpoint.CLASSES}
                : new String[] {CrossModalModel.POINT, CrossModalModel.IMAGE});
    }

    /** Prepares steps that move only the tensors with these prefixes. */
    LearningStep(CrossModalModel model, Objective objective, String[] trainable) {
        if (objective.needsTokens() && model.pointTokens().isEmpty()) {
            throw new IllegalArgumentException("network family '" + model.architecture().family() + "' has no tokens: "
                    + "the weights of global-local alignment and masked modelling must be 0, or the family "
                    + Architecture.TOKENS);
        }
        MathsCheck.require(model.architecture(), MathsCheck.Use.TRAINING);
        this.model = model;
        this.objective = objective;
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
            staging.reset();
            BoundWeights bound = model.bind(scope, staging, weights, trainable);
            ObjectBatch input = ObjectBatch.of(scope, staging, rows.stream().map(TrainingSample::object).toList());
            StepLosses losses = new StepLosses(model, objective, bound, input, labels);
            collector.backward(losses.total());
            return losses.outcome(gradients(bound, input.images() != null));
        }
    }

    private Map<String, float[]> gradients(BoundWeights bound, boolean imagesSeen) {
        Map<String, float[]> out = new TreeMap<>();
        bound.names().forEach(name -> {
            boolean took = (imagesSeen || !name.startsWith(CrossModalModel.IMAGE)) && takesPart(name);
            for (String prefix : trainable) {
                if (took && name.startsWith(prefix)) {
                    out.put(name, bound.gradient(name));
                }
            }
        });
        return out;
    }

    /** What only an absent loss moves is not in the graph, and has no gradient. */
    private boolean takesPart(String name) {
        if (!name.contains(CrossModalModel.AUXILIARY)) {
            return true;
        }
        return objective.needsTokens() && (name.endsWith("/mask")
                || (name.contains("/align/") ? objective.globalLocal() : objective.masked()) != 0);
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
