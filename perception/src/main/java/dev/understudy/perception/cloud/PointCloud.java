package dev.understudy.perception.cloud;

/**
 * A reusable buffer of LiDAR points in the sensor's order: x, y, z in metres (ROS axes: x forward, y left,
 * z up) and intensity in [0, 1], interleaved. It grows and never shrinks, so a stage that keeps one
 * allocates nothing in steady state. Not thread-safe.
 */
public final class PointCloud {

    /** Floats per point. */
    public static final int STRIDE = 4;

    private float[] values;
    private int size;
    private int skipped;

    public PointCloud() {
        this(1 << 17);
    }

    public PointCloud(int capacity) {
        values = new float[capacity * STRIDE];
    }

    /** Wraps an interleaved x, y, z, intensity array without a copy. */
    public static PointCloud of(float[] xyzi) {
        PointCloud cloud = new PointCloud(0);
        cloud.values = xyzi;
        cloud.size = xyzi.length / STRIDE;
        return cloud;
    }

    /**
     * The points whose coordinates are finite, as decoding a message of them would leave them; without a copy where
     * that is all of them.
     */
    public static PointCloud ofFinite(float[] xyzi) {
        int points = xyzi.length / STRIDE;
        int finite = 0;
        for (int i = 0; i < points; i++) {
            finite += isFinite(xyzi, i) ? 1 : 0;
        }
        PointCloud cloud = finite == points ? of(xyzi) : finite(xyzi, finite);
        cloud.setSkipped(points - finite);
        return cloud;
    }

    private static PointCloud finite(float[] xyzi, int count) {
        PointCloud cloud = new PointCloud(count);
        for (int i = 0; cloud.size < count; i++) {
            if (isFinite(xyzi, i)) {
                System.arraycopy(xyzi, i * STRIDE, cloud.values, cloud.size++ * STRIDE, STRIDE);
            }
        }
        return cloud;
    }

    private static boolean isFinite(float[] xyzi, int point) {
        int at = point * STRIDE;
        // NaN minus itself and infinity minus itself are both NaN: one test for all three.
        return (xyzi[at] - xyzi[at]) + (xyzi[at + 1] - xyzi[at + 1]) + (xyzi[at + 2] - xyzi[at + 2]) == 0f;
    }

    /** Makes room for {@code points} points, whose values are then undefined, and sets the size. */
    public void resize(int points) {
        if (points * STRIDE > values.length) {
            values = new float[Math.max(points * STRIDE, values.length + (values.length >> 1))];
        }
        size = points;
    }

    /** Number of points. */
    public int size() {
        return size;
    }

    /** Points of the frame that were kept out because a coordinate was not finite. */
    public int skipped() {
        return skipped;
    }

    void setSkipped(int points) {
        skipped = points;
    }

    /** The backing array; only the first {@code size() * STRIDE} values count. */
    public float[] values() {
        return values;
    }
}
