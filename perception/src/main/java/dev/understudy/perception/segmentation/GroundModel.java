package dev.understudy.perception.segmentation;

import dev.understudy.perception.segmentation.SegmentationConfig.Ground;

/**
 * Height of the ground around the sensor: a plane, and on it a polar map of height differences, grown outwards from
 * the sensor with a slope limit, filled over gaps, and lowered to the envelope of neighbouring sectors, so
 * that an object that hides its ground is not taken for a hill. Heights are relative to the plane ("level").
 */
final class GroundModel {

    private static final int RINGS = PolarGrid.RINGS;
    private static final int SECTORS = PolarGrid.SECTORS;
    private static final int CELLS = SECTORS * RINGS;
    private static final int BLOCK = PolarGrid.BLOCK;
    /** A step of this height between two neighbouring rings is still ground: a kerb; metres. */
    private static final float STEP = 0.12f;
    /** No ground is sought farther than this from the last ground seen in the sector; metres. */
    private static final float MAX_RISE = 0.5f;
    /** Slack of the envelope for the neighbouring sector, plus the slope across it; metres. */
    private static final float SIDE_SLACK = 0.08f;
    private static final float SIDE_SLOPE = 0.06f;

    private final float maxSlope;
    private final float thickness;
    private final PolarGrid grid;
    private final GroundPlane plane;
    private final LowestPoints lowest = new LowestPoints(CELLS);
    // Scratch of one frame: the ground as grown sector by sector, and the resulting map.
    private final float[] grown = new float[CELLS];
    private final float[] height = new float[CELLS];
    private int[] cells = new int[0];
    // By ring: how much higher the ground may be one sector farther, beside the slack; metres.
    private final float[] across = new float[RINGS];

    GroundModel(SegmentationConfig config) {
        Ground ground = config.ground();
        grid = new PolarGrid(config.maxRange());
        plane = new GroundPlane(ground);
        maxSlope = (float) ground.maxSlope();
        thickness = (float) ground.thickness();
        for (int ring = 0; ring < RINGS; ring++) {
            across[ring] = SIDE_SLOPE * (float) (grid.rangeOf(ring) * 2 * Math.PI / SECTORS);
        }
    }

    double planeA() {
        return plane.a;
    }

    double planeB() {
        return plane.b;
    }

    double planeC() {
        return plane.c;
    }

    /** Height of the ground at a place in the cloud's frame, metres. */
    double heightAt(double x, double y) {
        int cell = grid.cellOf((float) x, (float) y);
        return plane.heightAt(x, y) + (cell == PolarGrid.OUTSIDE ? 0 : height[cell]);
    }

    /** Fits the ground to a frame's points. */
    void fit(float[] xyzi, int points) {
        if (cells.length < points) {
            cells = new int[Math.max(points, cells.length + (cells.length >> 1))];
        }
        lowest.clear();
        // Block by block while a block is cached; from the end, since many sensors list their lowest ring last.
        for (int start = (points - 1) / BLOCK * BLOCK; start >= 0 && points > 0; start -= BLOCK) {
            int end = Math.min(points, start + BLOCK);
            grid.cellsOf(xyzi, start, end, cells);
            lowest.add(xyzi, cells, start, end);
        }
        plane.fit(grid, lowest);
        for (int sector = 0; sector < SECTORS; sector++) {
            grow(sector * RINGS);
        }
        lowerToEnvelope();
    }

    /**
     * Labels the fitted frame's points: {@link Segmentation#GROUND} or {@link Segmentation#NONE}, and lists the indices
     * of those in range that are not ground.
     *
     * @return how many were listed
     */
    int split(float[] xyzi, int points, int[] labels, int[] others) {
        float a = (float) plane.a;
        float b = (float) plane.b;
        float c = (float) plane.c;
        int count = 0;
        for (int i = 0, o = 0; i < points; i++, o += 4) {
            int cell = cells[i];
            if (cell < 0) {
                labels[i] = Segmentation.NONE;
                continue;
            }
            float level = xyzi[o + 2] - a * xyzi[o] - b * xyzi[o + 1] - c;
            boolean isGround = level - height[cell] < thickness;
            labels[i] = isGround ? Segmentation.GROUND : Segmentation.NONE;
            others[count] = i;
            count += isGround ? 0 : 1;
        }
        return count;
    }

    /** As {@link #split}, by a mask: 1 is ground. */
    int splitBy(int[] mask, int points, int[] labels, int[] others) {
        int count = 0;
        for (int i = 0; i < points; i++) {
            labels[i] = mask[i] == 1 && cells[i] >= 0 ? Segmentation.GROUND : Segmentation.NONE;
            others[count] = i;
            count += mask[i] == 1 || cells[i] < 0 ? 0 : 1;
        }
        return count;
    }

    /** Grows the ground of one sector outwards from the plane below the sensor. */
    private void grow(int first) {
        float last = 0;
        int lastRing = 0;
        for (int ring = 0; ring < RINGS; ring++) {
            float gap = (float) (grid.rangeOf(ring) - grid.rangeOf(lastRing));
            float rise = Math.min(MAX_RISE, STEP + maxSlope * gap);
            float found = level(first + ring, 0);
            if (found < last - rise) {
                // A single point below the road is a reflection; two are a dip.
                found = level(first + ring, LowestPoints.SECOND);
            }
            if (Math.abs(found - last) <= rise) {
                fill(first, lastRing, ring, last, found);
                last = found;
                lastRing = ring;
            }
        }
        fill(first, lastRing, RINGS - 1, last, last);
    }

    /** Height of the lowest or second-lowest point of a cell above the plane; infinite where there is none. */
    private float level(int cell, int which) {
        float[] points = lowest.points;
        int o = cell * LowestPoints.STRIDE + which;
        return points[o + 2] - (float) plane.heightAt(points[o], points[o + 1]);
    }

    private void fill(int first, int from, int to, float start, float end) {
        grown[first + from] = start;
        float perRing = (end - start) / Math.max(1, to - from);
        for (int ring = from + 1; ring <= to; ring++) {
            grown[first + ring] = start + perRing * (ring - from);
        }
    }

    private void lowerToEnvelope() {
        for (int sector = 0; sector < SECTORS; sector++) {
            lowerToEnvelope(sector * RINGS, row(sector - 1), row(sector + 1), row(sector - 2), row(sector + 2));
        }
    }

    private void lowerToEnvelope(int here, int right, int left, int right2, int left2) {
        for (int ring = 0; ring < RINGS; ring++) {
            float next = Math.min(grown[right + ring], grown[left + ring]);
            float second = Math.min(grown[right2 + ring], grown[left2 + ring]);
            height[here + ring] = Math.min(grown[here + ring],
                    SIDE_SLACK + Math.min(next + across[ring], second + 2 * across[ring]));
        }
    }

    /** Where the cells of a sector begin, counted around the sensor. */
    private static int row(int sector) {
        return (sector & SECTORS - 1) * RINGS;
    }
}
