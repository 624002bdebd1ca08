package dev.understudy.replay.simulator.camera;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.rays.PosedPrimitive;
import dev.understudy.replay.simulator.rays.RayCaster;
import dev.understudy.replay.simulator.rays.RayTable;
import dev.understudy.replay.simulator.shapes.Paint;
import dev.understudy.replay.simulator.shapes.Primitive;
import dev.understudy.replay.simulator.shapes.Texture;

/** Light on what the rays of one camera meet: linear red, green, blue planes. */
final class Shader {

    private static final int HAZE_STEPS = 512;
    /** Farthest depth told apart in haze, metres. */
    private static final float HAZE_REACH = 128;
    /** Distance at which the robot's lamps have half their strength, metres. */
    private static final float LAMP_REACH = 9;

    /** Colour of lamps behind windows, and share of the glazed surfaces that have any. */
    private static final float[] WARM = {1, 0.82f, 0.55f};
    private static final float LIT_SHARE = 0.65f;

    private final LightParameters light;
    private final float[] clear = new float[HAZE_STEPS];
    // Scratch of one pixel.
    private final float[] surface = new float[6];
    private final float[] rgb = new float[3];
    private final float[] d = new float[3];
    // Light of one frame, in camera axes.
    private float sunX;
    private float sunY;
    private float sunZ;
    private float upX;
    private float upY;
    private float upZ;

    Shader(LightParameters light) {
        this.light = light;
        for (int i = 0; i < HAZE_STEPS; i++) {
            clear[i] = (float) StrictMath.exp(-light.haze() * i * HAZE_REACH / HAZE_STEPS);
        }
    }

    /**
     * Shades every pixel.
     *
     * @param sunAzimuth where the sun stands, radians, world
     * @param planes red, green, blue, row-major
     */
    void shade(RayCaster caster, RigidTransform worldFromCamera, double sunAzimuth, float[][] planes) {
        aim(worldFromCamera, sunAzimuth);
        RayTable rays = caster.rays();
        for (int r = 0; r < rays.rows(); r++) {
            for (int c = 0; c < rays.columns(); c++) {
                int i = r * rays.columns() + c;
                rays.direction(r, c, d);
                int hit = caster.hit()[i];
                if (hit == RayCaster.NOTHING) {
                    sky(upX * d[0] + upY * d[1] + upZ * d[2]);
                } else {
                    float t = caster.depth()[i];
                    if (hit == RayCaster.GROUND) {
                        floor(worldFromCamera, d[0], d[1], d[2], t);
                    } else {
                        object(caster.primitive(hit), d[0], d[1], d[2], t);
                    }
                    fade(t);
                }
                planes[0][i] = rgb[0];
                planes[1][i] = rgb[1];
                planes[2][i] = rgb[2];
            }
        }
    }

    private void aim(RigidTransform m, double sunAzimuth) {
        double elevation = Math.toRadians(light.sunElevation());
        double x = StrictMath.cos(elevation) * StrictMath.cos(sunAzimuth);
        double y = StrictMath.cos(elevation) * StrictMath.sin(sunAzimuth);
        double z = StrictMath.sin(elevation);
        sunX = (float) (m.at(0, 0) * x + m.at(1, 0) * y + m.at(2, 0) * z);
        sunY = (float) (m.at(0, 1) * x + m.at(1, 1) * y + m.at(2, 1) * z);
        sunZ = (float) (m.at(0, 2) * x + m.at(1, 2) * y + m.at(2, 2) * z);
        upX = (float) m.at(2, 0);
        upY = (float) m.at(2, 1);
        upZ = (float) m.at(2, 2);
    }

    private void sky(float up) {
        float h = Math.max(0, Math.min(1, up * 2.5f));
        float level = (float) light.hazeLevel();
        float blue = (float) (0.6 * light.sun() + 0.4 * light.ambient());
        float thick = (float) Math.min(1, light.haze() * 40);
        rgb[0] = level * (1 - 0.45f * h * (1 - thick)) * (0.4f + 0.6f * blue);
        rgb[1] = level * (1 - 0.25f * h * (1 - thick)) * (0.4f + 0.6f * blue);
        rgb[2] = level * (1 + 0.05f * h * (1 - thick)) * (0.4f + 0.6f * blue);
    }

    private void floor(RigidTransform m, float dx, float dy, float dz, float t) {
        float x = (float) (m.at(0, 3) + t * (m.at(0, 0) * dx + m.at(0, 1) * dy + m.at(0, 2) * dz));
        float y = (float) (m.at(1, 3) + t * (m.at(1, 0) * dx + m.at(1, 1) * dy + m.at(1, 2) * dz));
        Surfaces.floor(x, y, 0, rgb);
        light(upX, upY, upZ, t, 0);
    }

    private void object(PosedPrimitive posed, float dx, float dy, float dz, float t) {
        posed.surface(dx, dy, dz, t, surface);
        Primitive p = posed.primitive();
        Paint paint = p.paint();
        float mix = Surfaces.mix(posed, surface[0], surface[1], surface[2], posed.across(surface));
        for (int k = 0; k < 3; k++) {
            rgb[k] = paint.first()[k] + mix * (paint.second()[k] - paint.first()[k]);
        }
        light(surface[3], surface[4], surface[5], t, paint.glow() * (1 - mix));
        if (light.windows() > 0 && mix > 0 && lit(paint)) {
            for (int k = 0; k < 3; k++) {
                rgb[k] += (float) light.windows() * WARM[k];
            }
        }
    }

    /** Glazed paints are lit or dark as a whole; the glass's own colour decides, as good as a draw. */
    private static boolean lit(Paint paint) {
        boolean glazed = paint.texture() == Texture.BAND || paint.texture() == Texture.GRID;
        return glazed && Surfaces.fraction(paint.second()[0] * 977) < LIT_SHARE;
    }

    /** Multiplies the surface's colour by the light that falls on it. */
    private void light(float nx, float ny, float nz, float t, float glow) {
        float sun = Math.max(0, nx * sunX + ny * sunY + nz * sunZ) * (float) light.sun();
        float sky = (float) light.ambient() * (0.7f + 0.3f * (nx * upX + ny * upY + nz * upZ));
        float near = t / LAMP_REACH;
        float lamps = (float) light.headlights() * Math.max(0, -nz) / (1 + near * near);
        float all = sun + sky + lamps + glow;
        rgb[0] *= all;
        rgb[1] *= all;
        rgb[2] *= all;
    }

    private void fade(float t) {
        float share = clear[Math.min(HAZE_STEPS - 1, (int) (t * (HAZE_STEPS / HAZE_REACH)))];
        float veil = (float) light.hazeLevel() * (1 - share) * (float) (0.4 + 0.24 * light.ambient()
                + 0.36 * light.sun());
        rgb[0] = rgb[0] * share + veil;
        rgb[1] = rgb[1] * share + veil;
        rgb[2] = rgb[2] * share + veil;
    }
}
