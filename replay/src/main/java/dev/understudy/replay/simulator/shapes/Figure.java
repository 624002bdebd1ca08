package dev.understudy.replay.simulator.shapes;

/** A human figure's clothes and the parts that walkers and riders share. */
record Figure(Paint coat, Paint trousers, Paint skin, Paint hair, double bulk) {

    static Figure draw(Dice dice, Palette palette) {
        float[] coat = palette.cloth();
        Paint top = dice.chance(0.3) ? Paint.of(Texture.STRIPE, coat, palette.cloth(), -0.2, 0.3, 0.35)
                : Paint.of(Texture.MOTTLE, coat, Palette.shade(coat, 0.8), 0.12, 0, 0.35);
        float[] hair = dice.chance(0.7) ? palette.grey(dice.uniform(0.02, 0.2)) : palette.cloth();
        return new Figure(top, Paint.plain(palette.cloth(), 0.3), Paint.plain(palette.skin(), 0.4),
                Paint.plain(hair, 0.25), dice.uniform(0.85, 1.25));
    }

    /** Trunk from hip to shoulder, leaning forward by {@code lean} metres, and a head above it. */
    void upperBody(ShapeBuilder b, double x, double hip, double shoulder, double lean) {
        double half = (shoulder - hip) / 2;
        b.ellipsoid(x + lean / 2, 0, hip + half, 0.14 * bulk + Math.abs(lean) * 0.3, 0.23 * bulk, half * 1.15, coat);
        double head = 0.115;
        b.ellipsoid(x + lean * 1.1, 0, shoulder + head * 1.35, head * 0.95, head * 0.85, head * 1.25, skin);
        b.ellipsoid(x + lean * 1.1 - 0.02, 0, shoulder + head * 1.75, head, head * 0.95, head, hair);
    }

    void arm(ShapeBuilder b, double x, double y, double z, double handX, double handY, double handZ) {
        b.limb(x, y, z, handX, handY, handZ, 0.05 * bulk, coat);
    }

    void leg(ShapeBuilder b, double hipX, double hipZ, double y, double footX, double footZ) {
        double kneeX = (hipX + footX) / 2 + 0.07;
        double kneeZ = (hipZ + footZ) / 2;
        b.limb(hipX, y, hipZ, kneeX, y, kneeZ, 0.08 * bulk, trousers);
        b.limb(kneeX, y, kneeZ, footX, y, footZ, 0.06 * bulk, trousers);
    }
}
