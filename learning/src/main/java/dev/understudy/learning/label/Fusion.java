package dev.understudy.learning.label;

import dev.understudy.proto.v1.Branch;

/**
 * How two branches' class distributions become one decision. Used for labels and for events alike, so that what is
 * taught is what is served. A branch without input is null; ties go to the image branch and to the lower class index.
 */
public enum Fusion {

    /** The branch that is surer decides: score max(max p_I, w max p_P). */
    MAX {
        @Override
        Decision both(float[] point, float[] image, float weight) {
            int p = argmax(point);
            int i = argmax(image);
            return weight * point[p] > image[i] ? new Decision(p, weight * point[p], Branch.POINT)
                    : new Decision(i, image[i], Branch.IMAGE);
        }
    },

    /** Both decide together: argmax of (p_I + w p_P) / (1 + w). */
    MEAN {
        @Override
        Decision both(float[] point, float[] image, float weight) {
            float[] mean = new float[point.length];
            for (int k = 0; k < mean.length; k++) {
                mean[k] = (image[k] + weight * point[k]) / (1 + weight);
            }
            int best = argmax(mean);
            return new Decision(best, mean[best], Branch.JOINT);
        }
    },

    /** The point branch alone decides: single-modality self-training. */
    POINT {
        @Override
        Decision both(float[] point, float[] image, float weight) {
            int best = argmax(point);
            return new Decision(best, point[best], Branch.POINT);
        }
    },

    /** The image branch alone decides: single-modality self-training. */
    IMAGE {
        @Override
        Decision both(float[] point, float[] image, float weight) {
            int best = argmax(image);
            return new Decision(best, image[best], Branch.IMAGE);
        }
    };

    abstract Decision both(float[] point, float[] image, float weight);

    /**
     * Decides on one object.
     *
     * @param point class probabilities of the point branch, or null
     * @param image class probabilities of the image branch, or null
     * @param pointWeight weight of the point branch (omega), the image branch has 1; applies only when both branches
     *     speak
     */
    public Decision decide(float[] point, float[] image, float pointWeight) {
        if (point == null && image == null) {
            return new Decision(-1, 0, Branch.BRANCH_UNSPECIFIED);
        }
        if (image == null) {
            int best = argmax(point);
            return new Decision(best, point[best], Branch.POINT);
        }
        if (point == null) {
            int best = argmax(image);
            return new Decision(best, image[best], Branch.IMAGE);
        }
        return both(point, image, pointWeight);
    }

    /** Index of the largest value, the first of equals. */
    public static int argmax(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
