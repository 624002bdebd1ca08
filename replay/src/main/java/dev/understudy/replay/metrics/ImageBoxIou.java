package dev.understudy.replay.metrics;

/** Overlap of two image boxes, given as left, top, right, bottom in pixels. */
public final class ImageBoxIou {

    private ImageBoxIou() {
    }

    /** Intersection over union in [0, 1]; 0 when either box is empty. */
    public static double of(float[] a, float[] b) {
        double common = area(Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3]));
        double union = area(a[0], a[1], a[2], a[3]) + area(b[0], b[1], b[2], b[3]) - common;
        return union > 0 ? common / union : 0;
    }

    /** Says whether two boxes share any area. */
    static boolean overlap(float[] a, float[] b) {
        return Math.min(a[2], b[2]) > Math.max(a[0], b[0]) && Math.min(a[3], b[3]) > Math.max(a[1], b[1]);
    }

    private static double area(double left, double top, double right, double bottom) {
        return Math.max(0, right - left) * Math.max(0, bottom - top);
    }
}
