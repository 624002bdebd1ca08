package dev.understudy.cli.run;

import java.util.Arrays;

/** The straight line through points. */
public final class LeastSquares {

    private LeastSquares() {
    }

    /** Its slope; NaN for points that do not differ in x. */
    public static double slope(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.length; i++) {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            variance += (x[i] - meanX) * (x[i] - meanX);
        }
        return variance == 0 ? Double.NaN : covariance / variance;
    }
}
