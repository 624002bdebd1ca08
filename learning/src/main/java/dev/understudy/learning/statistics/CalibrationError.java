package dev.understudy.learning.statistics;

/**
 * Expected calibration error: by how much stated confidence and accuracy differ, in bins of equal width, weighted by
 * the objects in them (Guo et al. 2017, "On Calibration of Modern Neural Networks", equation 3).
 */
public final class CalibrationError {

    private static final int BINS = 15; // as in the paper

    private final long[] objects = new long[BINS];
    private final long[] right = new long[BINS];
    private final double[] confidence = new double[BINS];

    /**
     * Counts one prediction.
     *
     * @param stated confidence in [0, 1]
     */
    public void add(double stated, boolean isRight) {
        int bin = Math.max(0, Math.min(BINS - 1, (int) (stated * BINS)));
        objects[bin]++;
        confidence[bin] += stated;
        right[bin] += isRight ? 1 : 0;
    }

    /** In [0, 1]; 0 of nothing. */
    public double value() {
        long all = 0;
        double gap = 0;
        for (int bin = 0; bin < BINS; bin++) {
            all += objects[bin];
            gap += Math.abs(confidence[bin] - right[bin]);
        }
        return all == 0 ? 0 : gap / all;
    }
}
