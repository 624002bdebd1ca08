package dev.understudy.learning.teacher;

import dev.understudy.learning.model.ClassScores;
import dev.understudy.proto.v1.Cluster;
import java.util.List;

/** Puts a teacher's opinions into the image branch's distributions. */
public final class Opinions {

    private Opinions() {
    }

    /**
     * The same scores where there is no opinion; elsewhere the image branch's distribution becomes the mean of its own
     * and the opinion. An object without an image keeps none.
     */
    public static ClassScores blend(ClassScores scores, float[][] opinions) {
        float[][] image = scores.image().clone();
        for (int i = 0; i < image.length; i++) {
            if (image[i] != null && opinions[i] != null) {
                float[] mean = new float[image[i].length];
                for (int k = 0; k < mean.length; k++) {
                    mean[k] = (image[i][k] + opinions[i][k]) / 2;
                }
                image[i] = mean;
            }
        }
        return new ClassScores(scores.point(), image);
    }

    /** Whether an object's image box is in this camera's image. */
    static boolean isIn(Cluster object, String cameraFrameId) {
        return object.hasCrop() && object.getCrop().getCameraFrameId().equals(cameraFrameId);
    }

    /** No opinion on anything. */
    static float[][] none(List<Cluster> objects) {
        return new float[objects.size()][];
    }
}
