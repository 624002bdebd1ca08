package dev.understudy.replay.simulator.camera;

import dev.understudy.replay.simulator.rays.Noise;
import dev.understudy.replay.simulator.rays.PosedPrimitive;
import dev.understudy.replay.simulator.scene.StreetPlan;
import dev.understudy.replay.simulator.shapes.Paint;
import dev.understudy.replay.simulator.shapes.Primitive;

/** Colour of surfaces before light: paints of objects, markings of the road. */
final class Surfaces {

    /** Share of a window band that is pillar, and distance of the pillars, metres. */
    private static final float PILLAR = 0.1f;
    private static final float PILLAR_STEP = 1.15f;
    /** Share of a facade's grid cell that is window. */
    private static final float WINDOW = 0.55f;
    private static final float JOINT = 0.1f;

    private Surfaces() {
    }

    /** Share of the second colour at a canonical point: 0 or 1, or between for mottles. */
    static float mix(PosedPrimitive posed, float x, float y, float z, float across) {
        Primitive p = posed.primitive();
        Paint paint = p.paint();
        return switch (paint.texture()) {
            case PLAIN -> 0;
            case STRIPE -> z > paint.low() && z < paint.high() ? 1 : 0;
            case BAND -> z > paint.low() && z < paint.high() && fraction(across / PILLAR_STEP) > PILLAR ? 1 : 0;
            case GRID -> window(across / paint.low(), (z + 1) * halfHeight(p) / paint.high());
            case COURSES -> joint(across / paint.low(), (z + 1) * halfHeight(p) / paint.high());
            case MOTTLE -> mottle(p, x, y, z, paint.low());
        };
    }

    /** Writes the floor's colour at a world point. */
    static void floor(float x, float y, float pavement, float[] rgb) {
        float grain = 0.85f + 0.3f * Noise.cell(x * 6, y * 6, 0);
        float distance = Math.abs(y);
        float v;
        if (distance > StreetPlan.KERB + 0.15f) {
            boolean seam = fraction(x / 1.2f) < 0.03f || fraction(y / 1.2f) < 0.03f;
            v = (seam ? 0.2f : 0.32f) * (0.9f + 0.2f * Noise.cell(x / 1.2f, y / 1.2f, 1));
        } else if (distance > StreetPlan.KERB - 0.1f) {
            v = 0.42f;
        } else {
            boolean middle = distance < 0.07f && fraction(x / 9) < 0.5f;
            boolean edge = Math.abs(distance - 2 * (float) StreetPlan.LANE) < 0.06f;
            v = middle || edge ? 0.75f : 0.15f;
        }
        rgb[0] = v * grain * (distance > StreetPlan.KERB ? 1.05f : 1);
        rgb[1] = v * grain;
        rgb[2] = v * grain * (distance > StreetPlan.KERB ? 0.93f : 1.03f) * (1 - pavement * 0.1f);
    }

    private static float window(float u, float v) {
        return fraction(u) < WINDOW && fraction(v + 0.3f) < WINDOW && v > 0.35f ? 1 : 0;
    }

    private static float joint(float u, float v) {
        float row = (float) Math.floor(v);
        return fraction(v) < 2 * JOINT || fraction(u + 0.5f * row) < JOINT ? 1 : 0;
    }

    private static float mottle(Primitive p, float x, float y, float z, float scale) {
        double[] b = p.bounds();
        float kx = (float) (b[3] - b[0]) / 2 / scale;
        float ky = (float) (b[4] - b[1]) / 2 / scale;
        float kz = (float) (b[5] - b[2]) / 2 / scale;
        return Noise.cell(x * kx, y * ky, z * kz);
    }

    private static float halfHeight(Primitive p) {
        return (float) (p.bounds()[5] - p.bounds()[2]) / 2;
    }

    static float fraction(float v) {
        return v - (float) Math.floor(v);
    }
}
