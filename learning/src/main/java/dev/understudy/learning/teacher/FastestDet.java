package dev.understudy.learning.teacher;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what FastestDet (github.com/dog-qiuqiu/FastestDet) says: per cell of a grid an objectness, a box (offset of its
 * centre from the cell by tanh, size relative to the image by a logistic) and a probability per class.
 */
final class FastestDet {

    /** Side of the square image it was trained on, pixels. */
    static final int SIZE = 352;
    private static final int BOX = 1; // first channel of the box; objectness is before it
    private static final int CLASSES = 5; // first channel of the classes
    /** How objectness and class probability make a score, as its authors do. */
    private static final double OBJECTNESS_POWER = 0.6;
    private static final double CLASS_POWER = 0.4;

    private FastestDet() {
    }

    /**
     * Detections above a score, in pixels of an image.
     *
     * @param shape [1, 5 + classes, rows, columns]
     */
    static List<Detection> read(float[] values, long[] shape, int width, int height, float least) {
        int rows = (int) shape[2];
        int columns = (int) shape[3];
        int cells = rows * columns;
        List<Detection> found = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            int best = CLASSES;
            for (int ch = CLASSES + 1; ch < shape[1]; ch++) {
                best = values[ch * cells + cell] > values[best * cells + cell] ? ch : best;
            }
            float score = (float) (StrictMath.pow(values[cell], OBJECTNESS_POWER)
                    * StrictMath.pow(values[best * cells + cell], CLASS_POWER));
            if (score > least) {
                found.add(new Detection(box(values, cells, cell, columns, rows, width, height), best - CLASSES, score));
            }
        }
        return found;
    }

    private static float[] box(float[] values, int cells, int cell, int columns, int rows, int width, int height) {
        double cx = (cell % columns + StrictMath.tanh(values[BOX * cells + cell])) / columns;
        double cy = (cell / columns + StrictMath.tanh(values[(BOX + 1) * cells + cell])) / rows;
        double w = logistic(values[(BOX + 2) * cells + cell]);
        double h = logistic(values[(BOX + 3) * cells + cell]);
        return new float[] {(float) (width * (cx - w / 2)), (float) (height * (cy - h / 2)),
            (float) (width * (cx + w / 2)), (float) (height * (cy + h / 2))};
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
