package dev.understudy.replay.simulator.camera;

import dev.understudy.perception.camera.CameraMount.Intrinsics;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.rays.Noise;
import dev.understudy.replay.simulator.rays.PinholeRays;
import dev.understudy.replay.simulator.rays.RayCaster;
import dev.understudy.replay.simulator.scene.Ground;
import dev.understudy.replay.simulator.scene.SceneObject;
import java.awt.image.BufferedImage;
import java.util.List;

/** Takes pictures of the street. Buffers are reused; not thread-safe. */
public final class CameraSimulator implements AutoCloseable {

    /** Farthest thing drawn, metres. */
    private static final float REACH = 120;

    private final Intrinsics intrinsics;
    private final RayCaster caster;
    private final Shader shader;
    private final Film film;
    private final JpegEncoder encoder;
    private final BufferedImage image;
    private final float[][] planes;

    public CameraSimulator(LensParameters lens, LightParameters light) {
        intrinsics = intrinsics(lens);
        caster = new RayCaster(new PinholeRays(intrinsics), REACH);
        shader = new Shader(light);
        film = new Film(lens, light);
        encoder = new JpegEncoder(lens.quality());
        image = new BufferedImage(lens.width(), lens.height(), BufferedImage.TYPE_3BYTE_BGR);
        planes = new float[3][lens.width() * lens.height()];
    }

    /** Intrinsics of a lens: square pixels, no distortion. */
    public static Intrinsics intrinsics(LensParameters lens) {
        double f = lens.width() / 2.0 / StrictMath.tan(Math.toRadians(lens.fieldOfView() / 2));
        return new Intrinsics(lens.width(), lens.height(), f, f, (lens.width() - 1) / 2.0,
                lens.horizon() * lens.height(), "", new double[0]);
    }

    /**
     * Takes a picture.
     *
     * @param worldFromCamera pose of the optical frame
     * @param seconds moment, relative to the street's
     * @param sunAzimuth radians, world
     */
    public Picture take(List<SceneObject> objects, Ground ground, RigidTransform worldFromCamera, double seconds,
            double sunAzimuth, double exposure, Noise noise) {
        caster.cast(objects, ground, worldFromCamera, seconds);
        shader.shade(caster, worldFromCamera, sunAzimuth, planes);
        film.develop(planes, exposure, noise, image);
        return outline(objects.size());
    }

    /** Per pixel the index of the object it shows, or -1: the last picture's, row-major. */
    int[] objectMap() {
        int[] out = new int[caster.hit().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = caster.hit()[i] < 0 ? -1 : caster.primitive(caster.hit()[i]).objectIndex();
        }
        return out;
    }

    private Picture outline(int objects) {
        float[][] boxes = new float[objects][];
        int[] pixels = new int[objects];
        int[] hit = caster.hit();
        int w = intrinsics.width();
        for (int i = 0; i < hit.length; i++) {
            if (hit[i] >= 0) {
                int index = caster.primitive(hit[i]).objectIndex();
                float x = i % w;
                float y = i / w;
                float[] b = boxes[index];
                if (b == null) {
                    boxes[index] = new float[] {x, y, x, y};
                } else {
                    b[0] = Math.min(b[0], x);
                    b[2] = Math.max(b[2], x);
                    b[3] = y;
                }
                pixels[index]++;
            }
        }
        return new Picture(encoder.encode(image), boxes, pixels);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
