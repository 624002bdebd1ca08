package dev.understudy.perception.segmentation;

import dev.understudy.perception.segmentation.SegmentationConfig.Ground;
import java.util.Arrays;

/**
 * Height of the ground around the sensor: a plane, and on it a polar map of height differences, grown outwards from
 * the sensor with a slope limit, filled over gaps, and lowered to the envelope of neighbouring sectors, so
 * that an object that hides its ground is not taken for a hill. Heights are relative to the plane ("level").
 */
final class GroundModel {

    private static final int RINGS = PolarGrid.RINGS;
    private static final int SECTORS = PolarGrid.SECTORS;
    private static final int BLOCK = PolarGrid.BLOCK;
    /** A step of this height between two neighbouring rings is still ground: a kerb; metres. */
    private static final float STEP = 0.12f;
    /** No ground is sought farther than this from the last ground seen in the sector; metres. */
    private static final float MAX_RISE = 0.5f;
    /** Slack of the envelope for the neighbouring sector, plus the slope across it; metres. */
    private static final float SIDE_SLACK = 0.08f;
    private static final float SIDE_SLOPE = 0.06f;
    /** Sectors looked at on either side. */
    private static final int SIDES = 2;

    private final float thickness;
    private final PolarGrid grid;
    private final GroundPlane plane;
    private final LowestPoints lowest;
    // Scratch of one frame: the ground as grown sector by sector, and the resulting map.
    private final float[] grown = new float[PolarGrid.CELLS];
    private final float[] height = new float[PolarGrid.CELLS];
    // By sector: where the ground was found last on the way outwards, and how high.
    private final int[] lastRing = new int[SECTORS];
    private final float[] last = new float[SECTORS];
    private int[] cells = new int[0];
    // By ring: how much higher the ground may be one sector farther, beside the slack; metres.
    private final float[] across = new float[RINGS];
    // By ring: how much higher than under the sensor the steepest ground would be; metres.
    private final float[] slopeTo = new float[RINGS];

    GroundModel(SegmentationConfig config) {
        Ground ground = config.ground();
        grid = new PolarGrid(config.maxRange());
        lowest = new LowestPoints(config.maxRange());
        plane = new GroundPlane(ground);
        thickness = (float) ground.thickness();
        for (int ring = 0; ring < RINGS; ring++) {
            slopeTo[ring] = (float) (ground.maxSlope() * grid.rangeOf(ring));
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
        // Outside the map it is level.
        int cell = grid.cellOf((float) x, (float) y);
        return plane.heightAt(x, y) + height[cell];
    }

    /** Fits the ground to a frame's points. */
    void fit(float[] xyzi, int points) {
        if (cells.length < points) {
            cells = new int[Math.max(points, cells.length + (cells.length >> 1))];
        }
        lowest.clear();
        // Block by block: a block stays cached, and short loops are compiled sooner than long ones.
        for (int start = 0; start < points; start += BLOCK) {
            grid.cellsOf(xyzi, start, Math.min(points, start + BLOCK), cells, lowest);
        }
        plane.fit(grid, lowest);
        grow();
        lowerToEnvelope();
    }

    /**
     * Labels the fitted frame's points: {@link Segmentation#GROUND} or {@link Segmentation#NONE}, and lists the indices
     * of those in range that are not ground.
     *
     * @return how many were listed
     */
    int split(float[] xyzi, int points, int[] labels, int[] others) {
        int count = 0;
        for (int start = 0; start < points; start += BLOCK) {
            count = split(xyzi, start, Math.min(points, start + BLOCK), labels, others, count);
        }
        return count;
    }

    private int split(float[] xyzi, int start, int end, int[] labels, int[] others, int listed) {
        float a = (float) plane.a;
        float b = (float) plane.b;
        float c = (float) plane.c;
        int count = listed;
        for (int i = start, o = 4 * start; i < end; i++, o += 4) {
            int cell = cells[i];
            if (cell >= PolarGrid.OUTSIDE) {
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
            boolean isOutside = cells[i] >= PolarGrid.OUTSIDE;
            labels[i] = mask[i] == 1 && !isOutside ? Segmentation.GROUND : Segmentation.NONE;
            others[count] = i;
            count += mask[i] == 1 || isOutside ? 0 : 1;
        }
        return count;
    }

    /** Grows the ground of all sectors outwards from the plane below the sensor. */
    private void grow() {
        Arrays.fill(last, 0);
        Arrays.fill(lastRing, 0);
        for (int ring = 0; ring < RINGS; ring++) {
            growTo(ring);
        }
        for (int sector = 0; sector < SECTORS; sector++) {
            fill(sector, RINGS - 1, last[sector]);
        }
    }

    private void growTo(int ring) {
        float a = (float) plane.a;
        float b = (float) plane.b;
        float c = (float) plane.c;
        for (int sector = 0; sector < SECTORS; sector++) {
            int cell = ring * SECTORS + sector;
            if (!lowest.hasLowest(cell)) {
                continue;
            }
            float rise = Math.min(MAX_RISE, STEP + slopeTo[ring] - slopeTo[lastRing[sector]]);
            float found = level(lowest.lowest(cell), a, b, c);
            if (found < last[sector] - rise) {
                // A single point below the road is a reflection; two are a dip.
                found = level(lowest.second(cell), a, b, c);
            }
            if (Math.abs(found - last[sector]) <= rise) {
                fill(sector, ring, found);
                last[sector] = found;
                lastRing[sector] = ring;
            }
        }
    }

    /** Height of the lowest or second-lowest point of a cell above the plane; infinite where there is none. */
    private float level(long point, float a, float b, float c) {
        return LowestPoints.z(point) - a * lowest.x(point) - b * lowest.y(point) - c;
    }

    /** Leads the ground of a sector from the last ring where it was found evenly to its height at another. */
    private void fill(int sector, int ring, float found) {
        int from = lastRing[sector];
        float start = last[sector];
        grown[from * SECTORS + sector] = start;
        float perRing = (found - start) / Math.max(1, ring - from);
        for (int between = from + 1; between <= ring; between++) {
            grown[between * SECTORS + sector] = start + perRing * (between - from);
        }
    }

    private void lowerToEnvelope() {
        for (int ring = 0; ring < RINGS; ring++) {
            lowerToEnvelope(ring * SECTORS, SIDE_SLACK + across[ring], SIDE_SLACK + 2 * across[ring]);
            for (int sector = 0; sector < SIDES; sector++) {
                lowerAtTheSeam(ring, sector);
                lowerAtTheSeam(ring, SECTORS - 1 - sector);
            }
        }
    }

    /** Those sectors of a ring whose neighbours are beside them in memory. */
    private void lowerToEnvelope(int first, float nextSlack, float secondSlack) {
        for (int i = first + SIDES; i < first + SECTORS - SIDES; i++) {
            float next = Math.min(grown[i - 1], grown[i + 1]) + nextSlack;
            float second = Math.min(grown[i - 2], grown[i + 2]) + secondSlack;
            height[i] = Math.min(grown[i], Math.min(next, second));
        }
    }

    private void lowerAtTheSeam(int ring, int sector) {
        float lowered = grown[cell(ring, sector)];
        for (int side = 1; side <= SIDES; side++) {
            float beside = Math.min(grown[cell(ring, sector - side)], grown[cell(ring, sector + side)]);
            lowered = Math.min(lowered, beside + (SIDE_SLACK + side * across[ring]));
        }
        height[cell(ring, sector)] = lowered;
    }

    /** Sectors are counted around the sensor. */
    private static int cell(int ring, int sector) {
        return ring * SECTORS + (sector & SECTORS - 1);
    }
}
