package dev.understudy.learning.train;

import ai.djl.ndarray.NDArray;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.model.BoundWeights;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.model.ObjectBatch;
import dev.understudy.learning.model.Scalars;
import dev.understudy.learning.model.TokenEncoder;
import dev.understudy.learning.model.TokenMask;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** The losses of one batch as parts of one graph. With a mask, the same masked pass feeds all of them. */
final class StepLosses {

    private static final double MASKED_PIXELS = 0.3; // share of the image's patches
    private static final double MASKED_POINTS = 0.35; // share of the object's patches, one block

    private final CrossModalModel model;
    private final Objective weights;
    private final BoundWeights bound;
    private final ObjectBatch input;
    private final SplittableRandom random;
    private NDArray point;
    private NDArray image;
    private NDArray crossModal;
    private NDArray fairness;
    private NDArray globalLocal;
    private NDArray masked;

    /** Rows with an image come first. */
    StepLosses(CrossModalModel model, Objective weights, BoundWeights bound, ObjectBatch input,
            int[] labels) {
        this.model = model;
        this.weights = weights;
        this.bound = bound;
        this.input = input;
        // The mask derives from the batch itself: a step that is made again hides the same.
        this.random = new SplittableRandom(weights.needsTokens() ? Arrays.hashCode(input.side().toFloatArray()) : 0);
        NDArray zero = input.side().getManager().create(0f);
        image = zero;
        crossModal = zero;
        globalLocal = zero;
        masked = zero;
        compute(labels);
    }

    private void compute(int[] labels) {
        NDArray classes = bound.get(Checkpoint.CLASSES).normalize(2, 1, 1e-12);
        NDArray points = points();
        NDArray pointLogits = model.logits(points, classes);
        point = Losses.crossEntropy(pointLogits, labels);
        fairness = Losses.fairness(pointLogits);
        int seen = input.imageRows().length;
        if (seen == 0) {
            return;
        }
        int[] seenLabels = Arrays.copyOf(labels, seen);
        NDArray images = images();
        NDArray imageLogits = model.logits(images, classes);
        image = Losses.crossEntropy(imageLogits, seenLabels);
        fairness = fairness.add(Losses.fairness(imageLogits));
        if (weights.crossModal() != 0) {
            crossModal = Losses.crossModal(points.get(":" + seen), images, seenLabels, weights.temperature());
        }
    }

    private NDArray points() {
        if (!weights.needsTokens()) {
            return model.embedPoints(input, bound);
        }
        TokenEncoder tokens = model.pointTokens().orElseThrow();
        TokenMask mask = TokenMask.block(input.patches().centres(), MASKED_POINTS, random);
        TokenEncoder.View view = tokens.view(input, bound, mask);
        addAlignment(tokens, view);
        if (weights.masked() != 0) {
            masked = masked.add(Losses.chamfer(tokens.reconstruct(bound, view.hidden()), tokens.truth(input, mask)));
        }
        return view.embedding();
    }

    private NDArray images() {
        if (!weights.needsTokens()) {
            return model.embedImages(input, bound);
        }
        TokenEncoder tokens = model.imageTokens().orElseThrow();
        TokenMask mask = TokenMask.random(input.imageRows().length, model.architecture().imageTokens(), MASKED_PIXELS,
                random);
        TokenEncoder.View view = tokens.view(input, bound, mask);
        addAlignment(tokens, view);
        if (weights.masked() != 0) {
            masked = masked.add(Losses.pixels(tokens.reconstruct(bound, view.hidden()), tokens.truth(input, mask)));
        }
        return view.embedding();
    }

    private void addAlignment(TokenEncoder tokens, TokenEncoder.View view) {
        if (weights.globalLocal() != 0) {
            globalLocal = globalLocal.add(Losses.globalLocal(tokens.align(bound, view.hidden()),
                    tokens.align(bound, view.global())));
        }
    }

    NDArray total() {
        return Scalars.times(point.add(image), weights.selfTraining())
                .add(Scalars.times(crossModal, weights.crossModal()))
                .add(Scalars.times(fairness, weights.fairness()))
                .add(Scalars.times(globalLocal, weights.globalLocal()))
                .add(Scalars.times(masked, weights.masked()));
    }

    LearningStep.Outcome outcome(Map<String, float[]> gradients) {
        return new LearningStep.Outcome(point.getFloat(), image.getFloat(), crossModal.getFloat(), fairness.getFloat(),
                globalLocal.getFloat(), masked.getFloat(), gradients);
    }
}
