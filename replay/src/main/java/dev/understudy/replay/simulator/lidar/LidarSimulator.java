package dev.understudy.replay.simulator.lidar;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.rays.Noise;
import dev.understudy.replay.simulator.rays.PosedPrimitive;
import dev.understudy.replay.simulator.rays.RayCaster;
import dev.understudy.replay.simulator.rays.RayTable;
import dev.understudy.replay.simulator.rays.SpinningRays;
import dev.understudy.replay.simulator.scene.Ground;
import dev.understudy.replay.simulator.scene.SceneObject;
import java.util.Arrays;
import java.util.List;

/** Turns what the rays meet into what a real sensor would report. A turn is taken as instantaneous. */
public final class LidarSimulator {

    /** Reflectivity of asphalt. */
    private static final float FLOOR_REFLECTIVITY = 0.22f;
    /** Cosine of incidence below which returns get lost. */
    private static final float GRAZING = 0.25f;
    /** Intensity of a drop of rain, and mean distance of the drops beyond the first half metre, metres. */
    private static final float DROP_INTENSITY = 0.05f;
    private static final float DROP_DISTANCE = 3.5f;

    private final LidarParameters p;
    private final RayCaster caster;
    // Scratch of one turn; the result is cut to size.
    private final float[] points;
    private final int[] owners;
    private final float[] surface = new float[6];
    private final float[] direction = new float[3];
    private int size;

    public LidarSimulator(LidarParameters parameters) {
        p = parameters;
        RayTable rays = new SpinningRays(p.beams(), Math.toRadians(p.top()), Math.toRadians(p.bottom()), p.steps(),
                Math.toRadians(p.left()), Math.toRadians(p.right()));
        caster = new RayCaster(rays, (float) p.maxRange());
        points = new float[rays.rows() * rays.columns() * 4];
        owners = new int[rays.rows() * rays.columns()];
    }

    /** Scans the street from {@code worldFromLidar}. */
    public Scan scan(List<SceneObject> objects, Ground ground, RigidTransform worldFromLidar, Noise noise) {
        caster.cast(objects, ground, worldFromLidar, 0);
        size = 0;
        int rows = caster.rays().rows();
        int columns = caster.rays().columns();
        if (p.columnMajor()) {
            for (int c = 0; c < columns; c++) {
                for (int r = 0; r < rows; r++) {
                    measure(r, c, worldFromLidar, noise);
                }
            }
        } else {
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    measure(r, c, worldFromLidar, noise);
                }
            }
        }
        return new Scan(Arrays.copyOf(points, 4 * size), Arrays.copyOf(owners, size));
    }

    private void measure(int row, int column, RigidTransform worldFromLidar, Noise noise) {
        int i = row * caster.rays().columns() + column;
        float range = caster.depth()[i];
        int hit = caster.hit()[i];
        caster.rays().direction(row, column, direction);
        float dx = direction[0];
        float dy = direction[1];
        float dz = direction[2];
        if (p.clutter() > 0 && noise.uniform() < p.clutter()) {
            float drop = 0.5f - DROP_DISTANCE * (float) StrictMath.log1p(-noise.uniform());
            if (drop < range) {
                emit(dx, dy, dz, drop, DROP_INTENSITY * noise.uniform(), -1);
                return;
            }
        }
        if (hit == RayCaster.NOTHING) {
            return;
        }
        float cosine;
        float reflectivity;
        int owner = -1;
        if (hit == RayCaster.GROUND) {
            cosine = Math.abs((float) (worldFromLidar.at(2, 0) * dx + worldFromLidar.at(2, 1) * dy
                    + worldFromLidar.at(2, 2) * dz));
            reflectivity = FLOOR_REFLECTIVITY;
        } else {
            PosedPrimitive primitive = caster.primitive(hit);
            primitive.surface(dx, dy, dz, range, surface);
            cosine = Math.abs(surface[3] * dx + surface[4] * dy + surface[5] * dz);
            reflectivity = primitive.primitive().paint().reflectivity();
            owner = primitive.objectIndex();
        }
        if (noise.uniform() >= lost(range, cosine)) {
            float intensity = reflectivity * (0.3f + 0.7f * cosine) * (1 + 0.05f * noise.normal());
            emit(dx, dy, dz, range + (float) p.rangeNoise() * noise.normal(), intensity, owner);
        }
    }

    private float lost(float range, float cosine) {
        float far = range / (float) p.maxRange();
        float grazing = Math.max(0, 1 - cosine / GRAZING);
        return (float) (p.dropOut() + p.dropOutFar() * far * far + p.dropOutGrazing() * grazing);
    }

    private void emit(float dx, float dy, float dz, float range, float intensity, int owner) {
        points[4 * size] = dx * range;
        points[4 * size + 1] = dy * range;
        points[4 * size + 2] = dz * range;
        points[4 * size + 3] = Math.max(0, Math.min(1, intensity));
        owners[size++] = owner;
    }
}
