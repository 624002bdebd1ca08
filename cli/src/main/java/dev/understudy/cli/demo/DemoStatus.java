package dev.understudy.cli.demo;

/**
 * What the live view shows of a moment.
 *
 * @param nanos {@link System#nanoTime()} of the moment
 * @param source what is being played
 * @param phase domain of the newest frame, or what the run is doing
 * @param progress share of the stream fed, [0, 1]
 * @param framesIn LiDAR frames fed
 * @param framesOut LiDAR frames whose events have arrived
 * @param frozen windowed accuracy of the frozen model, or NaN
 * @param adapted windowed accuracy of the serving model, or NaN
 */
record DemoStatus(long nanos, String source, long seed, String phase, double progress, long framesIn,
        long framesOut, long events, long modelVersion, long published, long rejected, long trainingSteps,
        double frozen, double adapted) {

    /** A status with nothing done, as the base of the first rates. */
    DemoStatus atStart() {
        return new DemoStatus(nanos - 1_000_000_000L, source, seed, phase, 0, 0, 0, 0, modelVersion, 0, 0, 0,
                Double.NaN, Double.NaN);
    }
}
