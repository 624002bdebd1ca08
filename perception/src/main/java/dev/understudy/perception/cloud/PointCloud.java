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

    /** The backing array; only the first {@code size() * STRIDE} values count. */
    public float[] values() {
        return values;
    }
}
