package dev.understudy.perception.segmentation;

import java.util.Arrays;

/**
 * Numbers tiles of columns by their keys in the order of appearance. The hash lays neighbouring tiles side by
 * side, so that points in the sensor's order find their tiles in cached lines. Grows and is reused.
 */
final class TileTable {

    /** No tile of a key. */
    static final int NONE = -1;
    private static final int FIRST_BITS = 14;
    /** Odd, so that probing visits every slot, and larger than a neighbourhood. */
    private static final int PROBE = 1021;
    private static final int BLOCK_STRIDE = 7919 * 64 + 1;

    // Number + 1, or 0 where free; emptied by walking the tiles.
    private int[] table = new int[1 << FIRST_BITS];
    private int rowBits = FIRST_BITS / 2;
    private int[] slotOf = new int[1 << FIRST_BITS - 1];
    // Blocks of levels that occur, modulo 64: mostly one, which spares most searches above and below.
    private long blocks;
    int size;
    long[] keys = new long[1 << FIRST_BITS - 1];
    /** Per tile: which of its 64 places hold points; 0 when it is added. */
    long[] places = new long[1 << FIRST_BITS - 1];

    void clear() {
        for (int i = 0; i < size; i++) {
            table[slotOf[i]] = 0;
        }
        size = 0;
        blocks = 0;
    }

    int findOrAdd(long key) {
        int slot = slot(key);
        int entry = table[slot];
        while (entry != 0) {
            if (keys[entry - 1] == key) {
                return entry - 1;
            }
            slot = slot + PROBE & table.length - 1;
            entry = table[slot];
        }
        if (size == keys.length) {
            grow();
            slot = freeSlot(key);
        }
        blocks |= 1L << key;
        keys[size] = key;
        places[size] = 0;
        slotOf[size] = slot;
        table[slot] = ++size;
        return size - 1;
    }

    /** Number of the tile of a key, or {@link #NONE}. */
    int find(long key) {
        if ((blocks >>> key & 1) == 0) {
            return NONE;
        }
        int slot = slot(key);
        int entry = table[slot];
        while (entry != 0 && keys[entry - 1] != key) {
            slot = slot + PROBE & table.length - 1;
            entry = table[slot];
        }
        return entry - 1;
    }

    private int slot(long key) {
        int ix = (int) (key >>> 2 * VoxelColumns.AXIS_BITS);
        int iy = VoxelColumns.y(key) & (1 << rowBits) - 1;
        return (ix << rowBits) + iy + VoxelColumns.block(key) * BLOCK_STRIDE & table.length - 1;
    }

    private int freeSlot(long key) {
        int slot = slot(key);
        while (table[slot] != 0) {
            slot = slot + PROBE & table.length - 1;
        }
        return slot;
    }

    /** Doubles the table; at most half of it is ever used. */
    private void grow() {
        table = new int[2 * table.length];
        rowBits = Integer.numberOfTrailingZeros(table.length) / 2;
        slotOf = new int[table.length / 2];
        keys = Arrays.copyOf(keys, table.length / 2);
        places = Arrays.copyOf(places, table.length / 2);
        for (int i = 0; i < size; i++) {
            slotOf[i] = freeSlot(keys[i]);
            table[slotOf[i]] = i + 1;
        }
    }
}
