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
        offset(0, 0, 0, 0);
        offset(1, 0, 0, 1);
        int window = 2;
        for (int blocks : new int[] {0, -1, 1}) {
            for (int[] step : AHEAD) {
                offset(window++, step[0], step[1], blocks);
            }
        }
        for (int place = 0; place < 64; place++) {
            for (int dx = -SingleLinkage.REACH; dx <= SingleLinkage.REACH; dx++) {
                for (int dy = -SingleLinkage.REACH; dy <= SingleLinkage.REACH; dy++) {
                    fill(place, dx, dy);
                }
            }
        }
    }

    private TileWindows() {
    }

    private static void offset(int window, int stepX, int stepY, int blocks) {
        OFFSET[window] = stepX * VoxelColumns.STEP_X + stepY * VoxelColumns.STEP_Y + blocks;
        BLOCKS[window] = blocks;
    }

    /** Adds the place so far from another to the windows that show it. */
    private static void fill(int place, int dx, int dy) {
        int x = (place >> VoxelColumns.SIDE_BITS) + dx;
        int y = (place & VoxelColumns.SIDE - 1) + dy;
        int other = (x & VoxelColumns.SIDE - 1) << VoxelColumns.SIDE_BITS | y & VoxelColumns.SIDE - 1;
        int stepX = x >> VoxelColumns.SIDE_BITS;
        int stepY = y >> VoxelColumns.SIDE_BITS;
        boolean isNear = Math.max(Math.abs(dx), Math.abs(dy)) <= 1;
        for (int window = 0; window < COUNT; window++) {
            long offset = stepX * VoxelColumns.STEP_X + stepY * VoxelColumns.STEP_Y + BLOCKS[window];
            if (OFFSET[window] == offset && (offset != 0 || other > place)) {
                (isNear ? NEAR : FAR)[window][place] |= 1L << other;
                (isNear ? NEAR_EDGE : FAR_EDGE)[window] |= 1L << place;
            }
        }
    }
}
