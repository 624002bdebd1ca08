package dev.understudy.perception.segmentation;

import java.util.Arrays;

/** Sorts columns by key with one counting sort per axis, over the range of values that occur. Grows and is reused. */
final class ColumnOrder {

    /** The sorted columns, as their numbers in the order of appearance. */
    int[] appeared = new int[0];
    /** Room for the inverse, which the caller fills. */
    int[] rank = new int[0];
    private int[] swap = new int[0];
    private int[] counts = new int[1 << 12];

    void sort(long[] keys, int size) {
        if (appeared.length < size) {
            appeared = new int[keys.length];
            rank = new int[keys.length];
            swap = new int[keys.length];
        }
        for (int i = 0; i < size; i++) {
            appeared[i] = i;
        }
        for (int axis = 0; axis < 3 && size > 0; axis++) {
            sortBy(keys, size, axis * VoxelColumns.AXIS_BITS);
        }
    }

    private void sortBy(long[] keys, int size, int shift) {
        int low = Integer.MAX_VALUE;
        int high = 0;
        for (int i = 0; i < size; i++) {
            int digit = (int) (keys[i] >>> shift) & VoxelColumns.AXIS_MASK;
            low = Math.min(low, digit);
            high = Math.max(high, digit);
        }
        int range = high - low + 1;
        if (range == 1) {
            return;
        }
        if (counts.length <= range) {
            counts = new int[2 * range];
        }
        Arrays.fill(counts, 0, range + 1, 0);
        for (int i = 0; i < size; i++) {
            counts[((int) (keys[i] >>> shift) & VoxelColumns.AXIS_MASK) - low + 1]++;
        }
        for (int digit = 1; digit < range; digit++) {
            counts[digit] += counts[digit - 1];
        }
        for (int i = 0; i < size; i++) {
            int digit = ((int) (keys[appeared[i]] >>> shift) & VoxelColumns.AXIS_MASK) - low;
            swap[counts[digit]++] = appeared[i];
        }
        int[] sorted = swap;
        swap = appeared;
        appeared = sorted;
    }
}
