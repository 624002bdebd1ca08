package dev.understudy.replay.simulator.shapes;

/** Parts that road vehicles share. */
final class VehicleParts {

    private static final float[] LAMP = {1f, 0.95f, 0.8f};
    private static final float[] TAIL = {0.6f, 0.03f, 0.03f};
    private static final float[] PLATE = {0.8f, 0.8f, 0.75f};

    private VehicleParts() {
    }

    /** Distance by which wheels stand out of the body, metres, so that no two surfaces coincide. */
    private static final double PROUD = 0.03;

    /** Four wheels. */
    static void wheels(ShapeBuilder b, double front, double rear, double width, double radius) {
        Paint rubber = Paint.plain(Palette.RUBBER, 0.08);
        double tread = radius * 0.62;
        for (double x : new double[] {front, rear}) {
            for (int side = -1; side <= 1; side += 2) {
                b.wheel(x, side * ((width - tread) / 2 + PROUD), radius, tread, rubber);
            }
        }
    }

    /** Head and tail lamps and the two plates, set into the ends of the body. */
    static void lamps(ShapeBuilder b, double length, double width, double z) {
        Paint head = Paint.plain(LAMP, 0.6).glowing(0.7);
        Paint tail = Paint.plain(TAIL, 0.6).glowing(0.5);
        double y = width * 0.38;
        for (int side = -1; side <= 1; side += 2) {
            b.box(length / 2 - 0.04, side * y, z, 0.1, width * 0.17, 0.13, head);
            b.box(-length / 2 + 0.04, side * y, z + 0.08, 0.1, width * 0.13, 0.18, tail);
        }
        b.box(-length / 2 + 0.02, 0, z - 0.1, 0.06, 0.5, 0.12, Paint.plain(PLATE, 0.95));
    }

    /** Windows all round between two heights of the part, with pillars about every {@code pillars} metres. */
    static Paint glazed(float[] body, float[] glass, double low, double high) {
        return Paint.of(Texture.BAND, body, glass, low, high, 0.3);
    }
}
