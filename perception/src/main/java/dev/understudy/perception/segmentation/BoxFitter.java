package dev.understudy.perception.segmentation;

/**
 * Fits an upright box to one cluster: of a fan of yaws, the one whose rectangle is smallest. Length is the longer side,
 * yaw is in [-90, 90) degrees along it.
 */
final class BoxFitter {

    /** Yaws tried over 90 degrees. */
    private static final int YAWS = 30;
    private static final double STEP = Math.PI / 2 / YAWS;
    private static final float[] COS = new float[YAWS];
    private static final float[] SIN = new float[YAWS];

    static {
        for (int i = 0; i < YAWS; i++) {
            COS[i] = (float) Math.cos(i * STEP);
            SIN[i] = (float) Math.sin(i * STEP);
        }
    }

    // Of the last call: extents along the box's own axes, and heights.
    private float minU;
    private float maxU;
    private float minV;
    private float maxV;

    /** Fits a cluster of the result from the frame's points and stores its box. */
    void fit(float[] xyzi, Segmentation frame, int id) {
        int best = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int i = 0; i < YAWS; i++) {
            measure(xyzi, frame, id, COS[i], SIN[i]);
            float area = (maxU - minU) * (maxV - minV);
            if (area < least) {
                least = area;
                best = i;
            }
        }
        measure(xyzi, frame, id, COS[best], SIN[best]);
        store(xyzi, frame, id, best * STEP);
    }

    private void measure(float[] xyzi, Segmentation frame, int id, float cos, float sin) {
        float loU = Float.POSITIVE_INFINITY;
        float hiU = Float.NEGATIVE_INFINITY;
        float loV = Float.POSITIVE_INFINITY;
        float hiV = Float.NEGATIVE_INFINITY;
        int end = frame.start(id + 1);
        for (int k = frame.start(id); k < end; k++) {
            int o = 4 * frame.order[k];
            float u = cos * xyzi[o] + sin * xyzi[o + 1];
            float v = cos * xyzi[o + 1] - sin * xyzi[o];
            loU = Math.min(loU, u);
            hiU = Math.max(hiU, u);
            loV = Math.min(loV, v);
            hiV = Math.max(hiV, v);
        }
        minU = loU;
        maxU = hiU;
        minV = loV;
        maxV = hiV;
    }

    private void store(float[] xyzi, Segmentation frame, int id, double yaw) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int k = frame.start(id); k < frame.start(id + 1); k++) {
            float z = xyzi[4 * frame.order[k] + 2];
            low = Math.min(low, z);
            high = Math.max(high, z);
        }
        double u = (minU + maxU) / 2;
        double v = (minV + maxV) / 2;
        double x = Math.cos(yaw) * u - Math.sin(yaw) * v;
        double y = Math.sin(yaw) * u + Math.cos(yaw) * v;
        double along = maxU - minU;
        double across = maxV - minV;
        boolean turned = across > along;
        frame.setBox(id, x, y, (low + high) / 2, turned ? across : along, turned ? along : across, high - low,
                turned ? yaw - Math.PI / 2 : yaw);
    }
}
