package dev.understudy.replay.simulator.rays;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.scene.Ground;
import dev.understudy.replay.simulator.scene.SceneObject;
import dev.understudy.replay.simulator.shapes.Primitive;
import dev.understudy.replay.simulator.shapes.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Casts all rays of a sensor into the street: nearest surface per ray. Each primitive only meets the rays of its
 * window in the grid, nearest objects first, so that most later tests end at the depth already found. Buffers are
 * reused from frame to frame; not thread-safe.
 */
public final class RayCaster {

    /** The ray met the floor. */
    public static final int GROUND = -1;
    /** The ray met nothing within the limit. */
    public static final int NOTHING = -2;

    private final RayTable rays;
    private final float limit;
    private final float[] depth;
    private final int[] hit;
    private final List<PosedPrimitive> posed = new ArrayList<>();
    // Scratch of one primitive: the column part of the canonical direction, corners and window.
    private final float[] cx;
    private final float[] cy;
    private final float[] cz;
    private final double[] corners = new double[24];
    private final int[] window = new int[4];
    private int posedCount;

    /** @param limit ray parameter beyond which nothing is seen */
    public RayCaster(RayTable rays, float limit) {
        this.rays = rays;
        this.limit = limit;
        int n = rays.rows() * rays.columns();
        depth = new float[n];
        hit = new int[n];
        cx = new float[rays.columns()];
        cy = new float[rays.columns()];
        cz = new float[rays.columns()];
    }

    /**
     * Casts the street.
     *
     * @param objects objects; the list's indices are those of {@link PosedPrimitive#objectIndex()}
     * @param ground floor
     * @param worldFromSensor pose of the sensor
     * @param seconds moment, relative to the street's
     */
    public void cast(List<SceneObject> objects, Ground ground, RigidTransform worldFromSensor, double seconds) {
        posedCount = 0;
        castFloor(ground, worldFromSensor);
        double x = worldFromSensor.at(0, 3);
        double y = worldFromSensor.at(1, 3);
        Integer[] order = new Integer[objects.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> distance(objects.get(i), x, y)));
        for (int index : order) {
            SceneObject object = objects.get(index);
            if (distance(object, x, y) < limit + 15) {
                castObject(object, index, worldFromSensor, seconds);
            }
        }
    }

    /** Nearest surface of every ray, row-major: ray parameter. */
    public float[] depth() {
        return depth;
    }

    /** What every ray met, row-major: index for {@link #primitive}, {@link #GROUND} or {@link #NOTHING}. */
    public int[] hit() {
        return hit;
    }

    public PosedPrimitive primitive(int index) {
        return posed.get(index);
    }

    public RayTable rays() {
        return rays;
    }

    private void castFloor(Ground ground, RigidTransform m) {
        float y0 = (float) m.at(1, 3);
        float z0 = (float) m.at(2, 3);
        for (int r = 0; r < rays.rows(); r++) {
            for (int c = 0; c < rays.columns(); c++) {
                int i = r * rays.columns() + c;
                float dz = worldDirection(m, 2, r, c);
                float t = dz < 0 ? ground.meet(y0, z0, worldDirection(m, 1, r, c), dz) : limit;
                depth[i] = Math.min(t, limit);
                hit[i] = t < limit ? GROUND : NOTHING;
            }
        }
    }

    private float worldDirection(RigidTransform m, int row, int r, int c) {
        return rays.row1[r] * ((float) m.at(row, rays.e1) * rays.col1[c] + (float) m.at(row, rays.e2) * rays.col2[c])
                + rays.row2[r] * (float) m.at(row, rays.e3);
    }

    private static double distance(SceneObject o, double x, double y) {
        return StrictMath.hypot(o.x() - x, o.y() - y);
    }

    private void castObject(SceneObject object, int index, RigidTransform worldFromSensor, double seconds) {
        RigidTransform objectFromSensor = object.worldFromObject(seconds).inverse().after(worldFromSensor);
        RigidTransform sensorFromObject = objectFromSensor.inverse();
        Shape s = object.shape();
        double[] box = {-s.length() / 2, -s.width() / 2, 0, s.length() / 2, s.width() / 2, s.height()};
        if (!see(box, sensorFromObject, objectFromSensor)) {
            return;
        }
        for (Primitive p : s.primitives()) {
            if (see(p.bounds(), sensorFromObject, objectFromSensor)) {
                PosedPrimitive q = nextPosed();
                q.pose(p, index, objectFromSensor);
                castPrimitive(q, posedCount - 1, rays.nearestParameter(corners, nearest(p.bounds(), objectFromSensor)));
            }
        }
    }

    private boolean see(double[] b, RigidTransform sensorFromObject, RigidTransform objectFromSensor) {
        for (int i = 0; i < 8; i++) {
            double x = b[(i & 1) * 3];
            double y = b[1 + (i >> 1 & 1) * 3];
            double z = b[2 + (i >> 2) * 3];
            corners[3 * i] = sensorFromObject.applyX(x, y, z);
            corners[3 * i + 1] = sensorFromObject.applyY(x, y, z);
            corners[3 * i + 2] = sensorFromObject.applyZ(x, y, z);
        }
        return rays.window(corners, nearest(b, objectFromSensor), window);
    }

    /** Horizontal distance from the sensor to the bounds, a little less against the sensor's tilt. */
    private static double nearest(double[] b, RigidTransform objectFromSensor) {
        double x = objectFromSensor.at(0, 3);
        double y = objectFromSensor.at(1, 3);
        double dx = Math.max(0, Math.max(b[0] - x, x - b[3]));
        double dy = Math.max(0, Math.max(b[1] - y, y - b[4]));
        return 0.95 * StrictMath.hypot(dx, dy);
    }

    private PosedPrimitive nextPosed() {
        if (posedCount == posed.size()) {
            posed.add(new PosedPrimitive());
        }
        return posed.get(posedCount++);
    }

    private void castPrimitive(PosedPrimitive p, int tag, float nearest) {
        float[] m = p.m;
        for (int c = window[2]; c <= window[3]; c++) {
            cx[c] = m[rays.e1] * rays.col1[c] + m[rays.e2] * rays.col2[c];
            cy[c] = m[3 + rays.e1] * rays.col1[c] + m[3 + rays.e2] * rays.col2[c];
            cz[c] = m[6 + rays.e1] * rays.col1[c] + m[6 + rays.e2] * rays.col2[c];
        }
        float porosity = p.primitive().paint().porosity();
        for (int r = window[0]; r <= window[1]; r++) {
            castRow(p, tag, nearest, r, porosity);
        }
    }

    private void castRow(PosedPrimitive p, int tag, float nearest, int row, float porosity) {
        float a = rays.row1[row];
        float bx = rays.row2[row] * p.m[rays.e3];
        float by = rays.row2[row] * p.m[3 + rays.e3];
        float bz = rays.row2[row] * p.m[6 + rays.e3];
        int base = row * rays.columns();
        for (int c = window[2]; c <= window[3]; c++) {
            float now = depth[base + c];
            if (now <= nearest) {
                continue;
            }
            float dx = a * cx[c] + bx;
            float dy = a * cy[c] + by;
            float dz = a * cz[c] + bz;
            float t = Intersections.enter(p.primitive().solid(), p, dx, dy, dz);
            if (t < now && (porosity == 0 || !hole(p, dx, dy, dz, t, porosity))) {
                depth[base + c] = t;
                hit[base + c] = tag;
            }
        }
    }

    /** Leaves let some rays through; the pattern is fixed to the surface, as leaves are. */
    static boolean hole(PosedPrimitive p, float dx, float dy, float dz, float t, float porosity) {
        return Noise.cell((p.ox + t * dx) * 9, (p.oy + t * dy) * 9, (p.oz + t * dz) * 9) < porosity;
    }
}
