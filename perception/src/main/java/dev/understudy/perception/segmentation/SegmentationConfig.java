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

    public SegmentationConfig withMaxRange(double range) {
        return new SegmentationConfig(linkage, minPoints, range, ground);
    }

    public SegmentationConfig withGround(Ground other) {
        return new SegmentationConfig(linkage, minPoints, maxRange, other);
    }

    /**
     * Two points are linked when their distance, in a space that shrinks with range, is at most {@code tolerance}: real
     * lengths along the beam are divided by {@code growth(range)}, those across it by its mean on the way there, and
     * heights by {@code growth(range) * verticalStretch}. A growth of 0 and a stretch of 1 are plain Euclidean single
     * linkage.
     *
     * @param tolerance largest distance of linked points close to the sensor
     * @param growFrom range at which the tolerance starts to grow
     * @param growth growth per metre of range behind that, relative to the tolerance close by
     * @param maxGrowth the largest ratio of tolerances
     * @param verticalStretch how much farther points may be apart vertically than horizontally (beams of a
     *     spinning LiDAR are sparser vertically)
     */
    public record Linkage(double tolerance, double growFrom, double growth, double maxGrowth,
            double verticalStretch) {

        /** A LiDAR's range noise is a centimetre or two: nothing is to be resolved below it; metres. */
        static final double MIN_TOLERANCE = 0.01;

        public Linkage {
            if (!(tolerance >= MIN_TOLERANCE)) {
                throw new IllegalArgumentException("tolerance must be at least " + MIN_TOLERANCE + " m, got "
                        + tolerance);
            }
            if (!(growFrom >= 0) || !(growth >= 0) || !(maxGrowth >= 1) || !(verticalStretch > 0)) {
                throw new IllegalArgumentException(
                        "growFrom and growth must be >= 0, maxGrowth >= 1 and verticalStretch > 0");
            }
        }

        public static Linkage exact(double tolerance) {
            return new Linkage(tolerance, 0, 0, 1, 1);
        }

        public static Linkage adaptive() {
            return new Linkage(0.32, 6, 0.03, 3, 1.7);
        }

        /** True when this is plain Euclidean single linkage. */
        public boolean euclidean() {
            return (growth == 0 || maxGrowth == 1) && verticalStretch == 1;
        }

        /** Ratio of the tolerance along the beam at a range to that close by. */
        public double growthAt(double range) {
            return Math.min(maxGrowth, 1 + growth * Math.max(0, range - growFrom));
        }

        /** Range in the shrunk space of a real range: the integral of 1 / growth. */
        double shrunkRange(double range) {
            if (range <= growFrom || growth == 0) {
                return range;
            }
            double grown = Math.min(range, fullyGrown());
            return growFrom + StrictMath.log(growthAt(grown)) / growth + (range - grown) / maxGrowth;
        }

        /** The inverse of {@link #shrunkRange}. */
        double realRange(double shrunk) {
            if (shrunk <= growFrom || growth == 0) {
                return shrunk;
            }
            double grown = shrunkRange(fullyGrown());
            return growFrom + StrictMath.expm1(growth * (Math.min(shrunk, grown) - growFrom)) / growth
                    + Math.max(0, shrunk - grown) * maxGrowth;
        }

        private double fullyGrown() {
            return growFrom + (maxGrowth - 1) / growth;
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
