package dev.understudy.replay.simulator.lidar;

/**
 * One turn of the LiDAR.
 *
 * @param xyzi x, y, z (metres, sensor axes) and intensity [0, 1], interleaved, in the sensor's order
 * @param object per point the index of the object it lies on, or -1 (floor, rain)
 */
public record Scan(float[] xyzi, int[] object) {

    /** Points on every object. */
    public int[] counts(int objects) {
        int[] out = new int[objects];
        for (int index : object) {
            if (index >= 0) {
                out[index]++;
            }
        }
        return out;
    }
}
