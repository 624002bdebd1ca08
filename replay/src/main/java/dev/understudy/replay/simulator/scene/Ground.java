package dev.understudy.replay.simulator.scene;

/**
 * The street's floor: a road at z = 0 along the world's x axis and pavements beyond the kerbs.
 *
 * @param kerb distance of the kerbs from the middle of the road, metres
 * @param step height of the pavements above the road, metres
 */
public record Ground(double kerb, double step) {

    /** Height of the floor at a distance from the middle of the road. */
    public double height(double y) {
        return Math.abs(y) > kerb ? step : 0;
    }

    /**
     * Ray parameter at which a falling ray from above the road meets the floor.
     *
     * @param y0 start, world
     * @param z0 start, world
     * @param dy direction, world
     * @param dz direction, world, negative
     */
    public float meet(float y0, float z0, float dy, float dz) {
        float raised = ((float) step - z0) / dz;
        float y = y0 + raised * dy;
        if (Math.abs(y) > kerb) {
            return raised;
        }
        float road = -z0 / dz;
        float face = ((y0 + road * dy < 0 ? -1 : 1) * (float) kerb - y0) / dy;
        return Math.abs(y0 + road * dy) > kerb && face > raised && face < road ? face : road;
    }
}
