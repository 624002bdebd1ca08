package dev.understudy.perception.segmentation;

import dev.understudy.perception.geometry.OrientedBox;
import java.util.Arrays;

/**
 * The result of one frame: a label per point, and the clusters with their boxes, in the cloud's own frame
 * (ROS axes, metres). Cluster ids run from 1 in the order of each cluster's first point. The object and its
 * arrays are reused by the segmenter's next frame; copy what must live longer. Arrays may be longer than
 * the frame. Not thread-safe.
 */
public final class Segmentation {

    /** Label of ground points. */
    public static final int GROUND = -1;
    /** Label of points in no cluster: too few neighbours, out of range, or not finite. */
    public static final int NONE = 0;

    // Per-cluster values, reused over frames: box as x, y, z, length, width, height, yaw, then heights.
    private static final int STRIDE = 10;
    private static final int BOTTOM = 7;
    private static final int TOP = 8;
    private static final int RANGE = 9;

    int[] labels = new int[0];
    int[] order = new int[0];
    int[] starts = new int[1024];
    double[] values = new double[1024 * STRIDE];
    int points;
    int clusters;
    private final GroundModel ground;
    private final long[] stageNanos = new long[Stage.COUNT];
    private long lastNanos;

    Segmentation(GroundModel ground) {
        this.ground = ground;
    }

    /** Number of points of the frame. */
    public int pointCount() {
        return points;
    }

    /** One label per point in file order: {@link #GROUND}, {@link #NONE} or a cluster id from 1. */
    public int[] labels() {
        return labels;
    }

    public int clusterCount() {
        return clusters;
    }

    /** Point indices grouped by cluster, ascending within each: those of one cluster begin at {@link #start}. */
    public int[] order() {
        return order;
    }

    public int start(int id) {
        return starts[id];
    }

    /** Number of points of a cluster. */
    public int size(int id) {
        return starts[id + 1] - starts[id];
    }

    public OrientedBox box(int id) {
        int o = id * STRIDE;
        return new OrientedBox(values[o], values[o + 1], values[o + 2], values[o + 3], values[o + 4], values[o + 5],
                values[o + 6]);
    }

    /** Longer horizontal side of the box. */
    public double length(int id) {
        return values[id * STRIDE + 3];
    }

    /** Shorter horizontal side of the box. */
    public double width(int id) {
        return values[id * STRIDE + 4];
    }

    public double height(int id) {
        return values[id * STRIDE + 5];
    }

    /** Distance of the box centre from the sensor in the ground plane. */
    public double range(int id) {
        return values[id * STRIDE + RANGE];
    }

    /** Lowest point above the estimated ground under the box centre. */
    public double bottomAboveGround(int id) {
        return values[id * STRIDE + BOTTOM];
    }

    /** Highest point above the estimated ground under the box centre. */
    public double topAboveGround(int id) {
        return values[id * STRIDE + TOP];
    }

    /** Estimated height of the ground at a place. */
    public float groundZ(float x, float y) {
        return (float) ground.heightAt(x, y);
    }

    /** Estimated height of the cloud's origin above the ground below it. */
    public double sensorHeight() {
        return -ground.planeC();
    }

    /** Estimated tilt of the ground against the cloud's x-y plane, radians. */
    public double tilt() {
        return StrictMath.atan(StrictMath.hypot(ground.planeA(), ground.planeB()));
    }

    /** Wall-clock time one part of the last frame took, nanoseconds. */
    public long nanos(Stage stage) {
        return stageNanos[stage.ordinal()];
    }

    void begin() {
        lastNanos = System.nanoTime();
    }

    void end(Stage stage) {
        long now = System.nanoTime();
        stageNanos[stage.ordinal()] = now - lastNanos;
        lastNanos = now;
    }

    void reset(int pointCount) {
        points = pointCount;
        clusters = 0;
        if (labels.length < pointCount) {
            int room = Math.max(pointCount, labels.length + (labels.length >> 1));
            labels = new int[room];
            order = new int[room];
        }
    }

    void setClusters(int count) {
        clusters = count;
        if (starts.length < count + 2) {
            starts = Arrays.copyOf(starts, 2 * (count + 2));
            values = Arrays.copyOf(values, starts.length * STRIDE);
        }
    }

    void setBox(int id, double x, double y, double z, double length, double width, double height, double yaw) {
        int o = id * STRIDE;
        values[o] = x;
        values[o + 1] = y;
        values[o + 2] = z;
        values[o + 3] = length;
        values[o + 4] = width;
        values[o + 5] = height;
        values[o + 6] = yaw;
        double floor = ground.heightAt(x, y);
        values[o + BOTTOM] = z - height / 2 - floor;
        values[o + TOP] = z + height / 2 - floor;
        values[o + RANGE] = Math.sqrt(x * x + y * y);
    }
}
