package dev.understudy.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.model.Scalars;

/** The losses of a training step, each a scalar. Temporaries belong to the manager of the first argument. */
final class Losses {

    /** Added to the logits of excluded pairs: far below any cosine over a temperature. */
    private static final float EXCLUDED = -1e4f;

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

    private static NDArray oneHot(NDManager manager, int[] labels, int classes) {
        float[] hot = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            hot[i * classes + labels[i]] = 1;
        }
        return manager.create(hot, new Shape(labels.length, classes));
    }
}
