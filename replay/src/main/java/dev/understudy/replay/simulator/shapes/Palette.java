package dev.understudy.replay.simulator.shapes;

/** Random colours. Hue says little about the class: coats, cars, walls and signs share the whole circle. */
final class Palette {

    /** Rubber, dark glass, bare metal: linear RGB as seen in daylight photographs. */
    static final float[] RUBBER = {0.035f, 0.035f, 0.04f};
    static final float[] METAL = {0.35f, 0.36f, 0.38f};

    private final Dice dice;
    private final City city;

    Palette(Dice dice, City city) {
        this.dice = dice;
        this.city = city;
    }

    /** White, grey, black or any hue, as vehicles are sold. */
    float[] lacquer() {
        if (dice.chance(0.55)) {
            double v = dice.uniform(0.03, 0.85);
            return grey(v);
        }
        return hsv(dice.uniform(0, 1), dice.uniform(0.4, 0.95), dice.uniform(0.15, 0.8));
    }

    float[] cloth() {
        return hsv(dice.uniform(0, 1), dice.uniform(0, 0.8), dice.uniform(0.04, 0.8));
    }

    float[] skin() {
        double v = dice.uniform(0.2, 0.75);
        return new float[] {(float) v, (float) (v * 0.68), (float) (v * 0.52)};
    }

    float[] glass() {
        double v = dice.uniform(0.03, 0.2);
        return new float[] {(float) v, (float) (v * 1.1), (float) (v * 1.25)};
    }

    float[] foliage() {
        double summer = dice.uniform(0.24, 0.36);
        double autumn = dice.uniform(0.03, 0.2);
        double hue = city.greenness() * summer + (1 - city.greenness()) * autumn;
        return hsv(hue, dice.uniform(0.35, 0.8), dice.uniform(0.1, 0.42));
    }

    float[] bark() {
        return hsv(dice.uniform(0.05, 0.12), dice.uniform(0.2, 0.5), dice.uniform(0.08, 0.25));
    }

    /** Plaster, brick or concrete. */
    float[] wall() {
        return hsv(dice.chance(0.7) ? dice.uniform(0.02, 0.15) : dice.uniform(0, 1), dice.uniform(0.02, 0.5),
                dice.uniform(0.18, 0.8));
    }

    float[] metal() {
        return dice.chance(0.7) ? grey(dice.uniform(0.08, 0.5)) : lacquer();
    }

    float[] grey(double v) {
        float f = (float) v;
        return new float[] {f, f, (float) (v * dice.uniform(0.95, 1.06))};
    }

    /** The same colour, lighter or darker. */
    static float[] shade(float[] rgb, double factor) {
        float f = (float) factor;
        return new float[] {Math.min(1, rgb[0] * f), Math.min(1, rgb[1] * f), Math.min(1, rgb[2] * f)};
    }

    private float[] hsv(double h, double s, double v) {
        double sat = Math.min(1, s * city.saturation());
        double[] rgb = new double[3];
        for (int k = 0; k < 3; k++) {
            double d = Math.abs((h * 6 + new double[] {0, 4, 2}[k]) % 6 - 3) - 1;
            rgb[k] = v * (1 - sat + sat * Math.max(0, Math.min(1, d)));
        }
        return new float[] {(float) rgb[0], (float) rgb[1], (float) rgb[2]};
    }
}
