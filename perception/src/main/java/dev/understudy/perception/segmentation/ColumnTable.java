package dev.understudy.perception.segmentation;

import java.util.Arrays;

/**
 * Numbers columns of cells by their keys in the order of appearance. The hash lays neighbouring columns side by
 * side, so that points in the sensor's order find their columns in cached lines. Grows and is reused.
 */
final class ColumnTable {

    private static final int FIRST_BITS = 16;
    /** Odd, so that probing visits every slot, and larger than a neighbourhood. */
    private static final int PROBE = 1021;
    private static final int BLOCK_STRIDE = 7919 * 64 + 1;

    // Number + 1, or 0 where free; emptied by walking the columns.
    private int[] table = new int[1 << FIRST_BITS];
    private int rowBits = FIRST_BITS / 2;
    private int[] slotOf = new int[1 << FIRST_BITS - 1];
    int size;
    long[] keys = new long[1 << FIRST_BITS - 1];
    /** Per column: which of its 64 levels are occupied; 0 when it is added. */
    long[] masks = new long[1 << FIRST_BITS - 1];

    void clear() {
        for (int i = 0; i < size; i++) {
            table[slotOf[i]] = 0;
        }
        size = 0;
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
        keys[size] = key;
        masks[size] = 0;
        slotOf[size] = slot;
        table[slot] = ++size;
        return size - 1;
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
        masks = Arrays.copyOf(masks, table.length / 2);
        for (int i = 0; i < size; i++) {
            slotOf[i] = freeSlot(keys[i]);
            table[slotOf[i]] = i + 1;
        }
    }
}
