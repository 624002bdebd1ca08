package dev.understudy.perception.segmentation;

/**
 * What the segmenter may assume and how finely it cuts. Lengths in metres.
 *
 * @param linkage how points of one object find each other
 * @param minPoints smallest cluster that is reported; smaller ones get label 0
 * @param maxRange points farther than this from the sensor, in the ground plane, get label 0
 * @param ground limits of the ground model
 */
public record SegmentationConfig(Linkage linkage, int minPoints, double maxRange, Ground ground) {

    public SegmentationConfig {
        if (minPoints < 1) {
            throw new IllegalArgumentException("minPoints must be at least 1, got " + minPoints);
        }
        if (!(maxRange > 0) || maxRange > 1000) {
            throw new IllegalArgumentException("maxRange must lie in (0, 1000] m, got " + maxRange);
        }
    }

    /** Range-dependent linkage, clusters of at least 10 points, 120 m, sensor pose estimated from each frame. */
    public static SegmentationConfig defaults() {
        return new SegmentationConfig(Linkage.adaptive(), 10, 120, Ground.estimated());
    }

    /** Plain Euclidean single linkage at one tolerance, as a kd-tree clusterer would give it. */
    public static SegmentationConfig exact(double tolerance) {
        return defaults().withLinkage(Linkage.exact(tolerance));
    }

    public SegmentationConfig withLinkage(Linkage other) {
        return new SegmentationConfig(other, minPoints, maxRange, ground);
    }

    public SegmentationConfig withMinPoints(int points) {
        return new SegmentationConfig(linkage, points, maxRange, ground);
    }

    public SegmentationConfig withGround(Ground other) {
        return new SegmentationConfig(linkage, minPoints, maxRange, other);
    }

    /**
     * Two points are linked when their distance, with z divided by {@code verticalStretch}, is at most
     * {@code tolerance(range)} of both: {@code near} up to {@code growFrom}, then growing by {@code growth}
     * per metre of range up to {@code far}. {@code near == far} and a stretch of 1 is plain Euclidean
     * single linkage.
     *
     * @param near tolerance close to the sensor
     * @param far the largest tolerance
     * @param growFrom range at which the tolerance starts to grow
     * @param growth metres of tolerance per metre of range
     * @param verticalStretch how much farther points may be apart vertically than horizontally (beams of a
     *     spinning LiDAR are sparser vertically)
     */
    public record Linkage(double near, double far, double growFrom, double growth, double verticalStretch) {

        /** More than this ratio far / near would make the neighbourhood search slow. */
        static final double MAX_RATIO = 4;
        /** A LiDAR's range noise is a centimetre or two: nothing is to be resolved below it; metres. */
        static final double MIN_TOLERANCE = 0.01;

        public Linkage {
            if (!(near >= MIN_TOLERANCE) || !(far >= near) || far > near * MAX_RATIO) {
                throw new IllegalArgumentException("tolerances must satisfy " + MIN_TOLERANCE + " <= near <= far <= "
                        + MAX_RATIO + " * near, got near " + near + " and far " + far);
            }
            if (!(growth >= 0) || !(verticalStretch > 0)) {
                throw new IllegalArgumentException("growth must be >= 0 and verticalStretch > 0");
            }
        }

        public static Linkage exact(double tolerance) {
            return new Linkage(tolerance, tolerance, 0, 0, 1);
        }

        public static Linkage adaptive() {
            return new Linkage(0.35, 0.7, 10, 0.01, 1.25);
        }

        /** True when this is plain Euclidean single linkage. */
        public boolean isExact() {
            return near == far && verticalStretch == 1;
        }

        /** Tolerance at a range in the ground plane, metres. */
        public double at(double range) {
            return Math.min(far, near + growth * Math.max(0, range - growFrom));
        }
    }

    /**
     * The ground model: a plane per frame, bounded, and a polar height map relative to it.
     *
     * @param sensorHeight height of the cloud's origin above the ground; NaN to estimate it from each frame
     * @param minSensorHeight lower bound of the estimate (0 when clouds come in the vehicle frame)
     * @param maxSensorHeight upper bound of the estimate
     * @param maxTiltDegrees largest tilt of the ground near the sensor against the cloud's x-y plane
     * @param thickness points up to this far above the local ground height are ground
     * @param maxSlope steepest change of the local ground height against the plane, metres per metre
     */
    public record Ground(double sensorHeight, double minSensorHeight, double maxSensorHeight,
            double maxTiltDegrees, double thickness, double maxSlope) {

        public Ground {
            if (!(maxTiltDegrees >= 0) || maxTiltDegrees > 30) {
                throw new IllegalArgumentException("maxTiltDegrees must lie in [0, 30], got " + maxTiltDegrees);
            }
            if (!(maxSensorHeight >= minSensorHeight)) {
                throw new IllegalArgumentException("maxSensorHeight is below minSensorHeight");
            }
        }

        public static Ground estimated() {
            return new Ground(Double.NaN, -0.6, 4.0, 8, 0.15, 0.12);
        }

        /** With a known height of the cloud's origin above the ground. */
        public static Ground mounted(double sensorHeight) {
            return new Ground(sensorHeight, sensorHeight - 0.3, sensorHeight + 0.3, 8, 0.15, 0.12);
        }
    }
}
