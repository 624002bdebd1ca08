package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.sample.TrainingSample;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numbers")
class LearningStepTest {

    private static final Architecture TOKENS = new Architecture(Architecture.TOKENS, 32, 32, List.of(), 0, 0, List.of(),
            0, 8, 4f, new Architecture.Tokens(6, 4, 8, 1, 2, 8));
    private static final Objective EVERYTHING = new Objective(0.8f, 0.5f, 0.5f, 0.3f, 0.4f, 0.6f);

    @Test
    void shouldFollowTheSlopeOfEveryLossInEveryTokenTensor() {
        requireSlopes(TOKENS, EVERYTHING, 3);
    }

    @Test
    void shouldFollowTheSlopeOfEveryLossInEveryTensorOfTheDefaultFamily() {
        requireSlopes(TinyBootstrap.ARCHITECTURE, new Objective(0.8f, 0.5f, 0.5f, 0.3f, 0, 0), 4);
    }

    /** Along each tensor's own gradient the loss rises by its norm: central differences on a small step. */
    private static void requireSlopes(Architecture architecture, Objective losses, long seed) {
        System.out.println("seed " + seed);
        CrossModalModel model = new CrossModalModel(architecture);
        Map<String, Tensor> weights = model.initialise(SyntheticObjects.CLASSES, seed);
        List<TrainingSample> batch = batch(architecture, seed);
        offTheKinks(weights, seed);
        try (LearningStep step = new LearningStep(model, losses, true)) {
            Map<String, float[]> gradients = step.run(weights, batch).gradients();
            assertThat(gradients.keySet()).containsExactlyInAnyOrderElementsOf(weights.keySet());
            gradients.forEach((name, gradient) -> {
                double norm = AdamW.norm(Map.of(name, gradient));
                float by = 2e-3f;
                double up = total(step.run(moved(weights, name, gradient, by / norm), batch), losses);
                double down = total(step.run(moved(weights, name, gradient, -by / norm), batch), losses);
                assertThat((up - down) / (2 * by)).as(name).isCloseTo(norm, within(0.06 * norm + 2e-3));
            });
        }
    }

    /** Biases start at 0, where a rectified zero (a patch's own centre) has no slope. */
    private static void offTheKinks(Map<String, Tensor> weights, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        weights.forEach((name, tensor) -> {
            for (int i = 0; name.endsWith("/bias") && i < tensor.data().length; i++) {
                tensor.data()[i] = (float) (0.2 * random.nextGaussian());
            }
        });
    }

    @Test
    void shouldHideTheSameTokensOfTheSameBatch() {
        CrossModalModel model = new CrossModalModel(TOKENS);
        Map<String, Tensor> weights = model.initialise(SyntheticObjects.CLASSES, 5);
        List<TrainingSample> batch = batch(TOKENS, 5);
        try (LearningStep step = new LearningStep(model, EVERYTHING, false)) {
            LearningStep.Outcome once = step.run(weights, batch);
            LearningStep.Outcome again = step.run(weights, batch);
            assertThat(again.maskedLoss()).isEqualTo(once.maskedLoss()).isPositive();
            assertThat(again.gradients().get("point/aux/mask")).containsExactly(once.gradients().get("point/aux/mask"));
        }
    }

    @Test
    void shouldMoveOnlyWhatTakesPart() {
        CrossModalModel model = new CrossModalModel(TOKENS);
        Map<String, Tensor> weights = model.initialise(SyntheticObjects.CLASSES, 6);
        try (LearningStep step = new LearningStep(model, Objective.withoutTokens(0.5f, 0.1f, 0.5f), false)) {
            assertThat(step.run(weights, batch(TOKENS, 6)).gradients().keySet())
                    .contains("point/cls", "image/place").noneMatch(name -> name.contains("/aux/"));
        }
    }

    @Test
    void shouldRefuseLossesThatAFamilyWithoutTokensCannotCarry() {
        CrossModalModel lite = new CrossModalModel(TinyBootstrap.ARCHITECTURE);
        assertThatIllegalArgumentException().isThrownBy(() -> new LearningStep(lite, EVERYTHING, false))
                .withMessageContaining("has no tokens").withMessageContaining(Architecture.TOKENS);
    }

    private static double total(LearningStep.Outcome o, Objective w) {
        return w.selfTraining() * (o.pointLoss() + (double) o.imageLoss()) + w.crossModal() * o.crossModalLoss()
                + w.fairness() * o.fairnessLoss() + w.globalLocal() * o.globalLocalLoss()
                + w.masked() * o.maskedLoss();
    }

    private static Map<String, Tensor> moved(Map<String, Tensor> weights, String name, float[] gradient, double by) {
        Map<String, Tensor> moved = WeightMaps.copy(weights);
        float[] data = moved.get(name).data();
        for (int i = 0; i < data.length; i++) {
            data[i] += (float) (by * gradient[i]);
        }
        return moved;
    }

    private static List<TrainingSample> batch(Architecture architecture, long seed) {
        SampleEncoder encoder = new SampleEncoder(architecture.encoder());
        return SyntheticObjects.perClass(2, 0.3, seed).stream()
                .map(o -> new TrainingSample(encoder.encode(o.cluster()), o.label(), "")).toList();
    }
}
