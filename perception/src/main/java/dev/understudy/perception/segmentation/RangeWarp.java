package dev.understudy.perception.segmentation;

import dev.understudy.perception.segmentation.SegmentationConfig.Linkage;

/**
 * Shrinks space with range, so that one tolerance in the shrunk space is one that grows with range in the real one. A
 * point at range r in the ground plane moves along its azimuth to the range R with dR/dr = 1 / growth(r), and its
 * height is divided by growth(r) and the vertical stretch. Tolerance so grows most along the beam and upwards, where
 * returns of one surface part fastest, and less across, where parked cars stand side by side.
 */
final class RangeWarp {

    /** Entries of the tables per metre of range; between them the factors are interpolated. */
    private static final int PER_METRE = 4;
    /** The largest range that a configuration allows; metres. */
    private static final int MAX_RANGE = 1000;
    private static final int ENTRIES = MAX_RANGE * PER_METRE;

    private final boolean identity;
    // By range, in turns: factor of x and y, and factor of z. By shrunk range: factor of x and y back to real ones.
    private final float[] shrink = new float[2 * (ENTRIES + 2)];
    private final float[] restore = new float[ENTRIES + 2];

    RangeWarp(Linkage linkage) {
        identity = linkage.euclidean();
        for (int i = 0; i < restore.length; i++) {
            double range = Math.max(i, 1e-3) / PER_METRE;
            shrink[2 * i] = (float) (linkage.shrunkRange(range) / range);
            shrink[2 * i + 1] = (float) (1 / (linkage.growthAt(range) * linkage.verticalStretch()));
            restore[i] = (float) (linkage.realRange(range) / range);
        }
    }

    /** Writes some points of a cloud, shrunk, as {@link VoxelColumns#POINT} values each. */
    void shrink(float[] xyzi, int[] chosen, int count, float[] into) {
        for (int start = 0; start < count; start += VoxelColumns.BLOCK) {
            int end = Math.min(count, start + VoxelColumns.BLOCK);
            gather(xyzi, chosen, start, end, into);
            if (!identity) {
                shrink(into, start, end);
            }
        }
    }

    private static void gather(float[] xyzi, int[] chosen, int start, int end, float[] into) {
        for (int i = start; i < end; i++) {
            int from = 4 * chosen[i];
            int to = VoxelColumns.POINT * i;
            into[to] = xyzi[from];
            into[to + 1] = xyzi[from + 1];
            into[to + 2] = xyzi[from + 2];
        }
    }

    private void shrink(float[] points, int start, int end) {
        for (int i = start, o = VoxelColumns.POINT * start; i < end; i++, o += VoxelColumns.POINT) {
            float x = points[o];
            float y = points[o + 1];
            float place = place(x, y);
            int entry = (int) place;
            float part = place - entry;
            int at = 2 * entry;
            float factor = shrink[at] + part * (shrink[at + 2] - shrink[at]);
            points[o] = x * factor;
            points[o + 1] = y * factor;
            points[o + 2] *= shrink[at + 1] + part * (shrink[at + 3] - shrink[at + 1]);
        }
    }

    /** Factor that brings x and y of a shrunk place back. */
    float restore(float x, float y) {
        if (identity) {
            return 1;
        }
        float place = place(x, y);
        int entry = (int) place;
        return restore[entry] + (place - entry) * (restore[entry + 1] - restore[entry]);
    }

    private static float place(float x, float y) {
        float place = PER_METRE * (float) Math.sqrt(x * x + y * y);
        return place < ENTRIES ? place : ENTRIES;
    }
}
