package dev.understudy.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.model.Scalars;

/** The losses of a training step, each a scalar. Temporaries belong to the manager of the first argument. */
final class Losses {

    /** Added to the logits of excluded pairs: far below any cosine over a temperature. */
    private static final float EXCLUDED = -1e4f;

    private static final double TINY = 1e-12;

    private Losses() {
    }

    /** Mean cross-entropy of logits [rows, K] against class indices. */
    static NDArray crossEntropy(NDArray logits, int[] labels) {
        int classes = (int) logits.getShape().get(1);
        NDArray ofLabels = logits.logSoftmax(1).mul(oneHot(logits.getManager(), labels, classes));
        return Scalars.times(ofLabels.sum(), -1f / labels.length);
    }

    /**
     * Balance: -(1/K) sum_k log of the batch's mean probability of class k; log K when the batch is perfectly even.
     * Only sound on a class-balanced batch.
     */
    static NDArray fairness(NDArray logits) {
        return logits.softmax(1).mean(new int[] {0}).log().mean().neg();
    }

    /**
     * InfoNCE both ways between unit vectors [rows, d] of the same objects, where other objects of the same class are
     * no negatives.
     */
    static NDArray crossModal(NDArray points, NDArray images, int[] labels, float temperature) {
        NDManager manager = points.getManager();
        int rows = labels.length;
        float[] excluded = new float[rows * rows];
        int[] identity = new int[rows];
        for (int i = 0; i < rows; i++) {
            identity[i] = i;
            for (int j = 0; j < rows; j++) {
                excluded[i * rows + j] = i != j && labels[i] == labels[j] ? EXCLUDED : 0;
            }
        }
        NDArray similarity = Scalars.times(points.matMul(images.transpose()), 1 / temperature)
                .add(manager.create(excluded, new Shape(rows, rows)));
        NDArray both = crossEntropy(similarity, identity).add(crossEntropy(similarity.transpose(), identity));
        return Scalars.times(both, 0.5f);
    }

    /** Mean over masked tokens of the squared distance of unit vectors to their row's class token: 2 - 2 cos. */
    static NDArray globalLocal(NDArray hidden, NDArray global) {
        long rows = global.getShape().get(0);
        NDArray local = hidden.normalize(2, 1, TINY).reshape(rows, -1, hidden.getShape().get(1));
        NDArray difference = local.sub(global.normalize(2, 1, TINY).expandDims(1));
        return difference.mul(difference).sum(new int[] {2}).mean();
    }

    /** Mean absolute difference over all masked pixels and channels. */
    static NDArray pixels(NDArray reconstructed, NDArray truth) {
        return reconstructed.sub(truth).abs().mean();
    }

    /**
     * Chamfer distance of point sets [patches, S, 3]: mean squared distance to the nearest point, both ways added. The
     * published point target was the mask token itself; this is the patch.
     */
    static NDArray chamfer(NDArray reconstructed, NDArray truth) {
        NDArray own = reconstructed.mul(reconstructed).sum(new int[] {2}, true);
        NDArray other = truth.mul(truth).sum(new int[] {2}, true).transpose(0, 2, 1);
        NDArray cross = Scalars.times(reconstructed.matMul(truth.transpose(0, 2, 1)), -2);
        NDArray squared = cross.add(own).add(other);
        return squared.min(new int[] {2}).mean().add(squared.min(new int[] {1}).mean());
    }

    private static NDArray oneHot(NDManager manager, int[] labels, int classes) {
        float[] hot = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            hot[i * classes + labels[i]] = 1;
        }
        return manager.create(hot, new Shape(labels.length, classes));
    }
}
