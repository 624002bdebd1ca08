package dev.understudy.perception.segmentation;

/**
 * Which places of a tile, and of the tiles around it, a column must be compared with, as one bit mask per place. Every
 * pair of tiles is looked at from one side only, and every pair of places of a tile from the lower one.
 */
final class TileWindows {

    /** Tiles looked into: itself, and those ahead along x and then y, each in its own block and the ones around. */
    static final int COUNT = 1 + 1 + 3 * 4;
    /** What must be added to a tile's key for the tile that a window looks into. */
    static final long[] OFFSET = new long[COUNT];
    /** How many blocks of levels higher that tile is. */
    static final int[] BLOCKS = new int[COUNT];
    /** By window and place: the places next to it. */
    static final long[][] NEAR = new long[COUNT][64];
    /** By window and place: the places within reach that are not next to it. */
    static final long[][] FAR = new long[COUNT][64];

    /** By window: the places for which {@link #NEAR} or {@link #FAR} has any. */
    static final long[] NEAR_EDGE = new long[COUNT];
    static final long[] FAR_EDGE = new long[COUNT];

    private static final int[][] AHEAD = {{0, 1}, {1, -1}, {1, 0}, {1, 1}};

    static {
        fill(0, 0, 0, 0);
        fill(1, 0, 0, 1);
        int window = 2;
        for (int blocks : new int[] {0, -1, 1}) {
            for (int[] step : AHEAD) {
                fill(window++, step[0], step[1], blocks);
            }
        }
    }

    private TileWindows() {
    }

    private static void fill(int window, int stepX, int stepY, int blocks) {
        OFFSET[window] = stepX * VoxelColumns.STEP_X + stepY * VoxelColumns.STEP_Y + blocks;
        BLOCKS[window] = blocks;
        for (int place = 0; place < 64; place++) {
            for (int other = OFFSET[window] == 0 ? place + 1 : 0; other < 64; other++) {
                int dx = Math.abs(stepX * VoxelColumns.SIDE + x(other) - x(place));
                int dy = Math.abs(stepY * VoxelColumns.SIDE + y(other) - y(place));
                int distance = Math.max(dx, dy);
                if (distance <= 1) {
                    NEAR[window][place] |= 1L << other;
                } else if (distance <= SingleLinkage.REACH) {
                    FAR[window][place] |= 1L << other;
                }
            }
            NEAR_EDGE[window] |= NEAR[window][place] != 0 ? 1L << place : 0;
            FAR_EDGE[window] |= FAR[window][place] != 0 ? 1L << place : 0;
        }
    }

    private static int x(int place) {
        return place >> VoxelColumns.SIDE_BITS;
    }

    private static int y(int place) {
        return place & VoxelColumns.SIDE - 1;
    }
}
