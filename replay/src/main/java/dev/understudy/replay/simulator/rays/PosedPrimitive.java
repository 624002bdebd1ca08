package dev.understudy.replay.simulator.rays;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.shapes.Primitive;
import dev.understudy.replay.simulator.shapes.Solid;

/**
 * A primitive seen from one sensor at one moment: the affine map from sensor axes to the canonical solid. Reused
 * from frame to frame.
 */
public final class PosedPrimitive {

    /** Row-major 3x3, canonical from sensor. */
    final float[] m = new float[9];
    /** The sensor's origin in canonical coordinates. */
    float ox;
    float oy;
    float oz;
    /** Lean of a frustum's faces: how far each comes in per unit of z. */
    float front;
    float rear;
    float side;
    /** How far the sensor is outside of each leaning face. */
    float outFront;
    float outRear;
    float outLeft;
    float outRight;
    private Primitive primitive;
    private int objectIndex;

    void pose(Primitive p, int index, RigidTransform objectFromSensor) {
        primitive = p;
        objectIndex = index;
        double[] a = p.canonicalFromObject();
        float[] o = new float[3];
        for (int r = 0; r < 3; r++) {
            double origin = a[4 * r + 3];
            for (int k = 0; k < 3; k++) {
                origin += a[4 * r + k] * objectFromSensor.at(k, 3);
                m[3 * r + k] = (float) (a[4 * r] * objectFromSensor.at(0, k)
                        + a[4 * r + 1] * objectFromSensor.at(1, k) + a[4 * r + 2] * objectFromSensor.at(2, k));
            }
            o[r] = (float) origin;
        }
        ox = o[0];
        oy = o[1];
        oz = o[2];
        if (p.solid() == Solid.FRUSTUM) {
            front = (1 - p.frontTop()) / 2;
            rear = (1 + p.rearTop()) / 2;
            side = (1 - p.sideTop()) / 2;
            outFront = ox + front * (oz + 1) - 1;
            outRear = -ox + rear * (oz + 1) - 1;
            outLeft = oy + side * (oz + 1) - 1;
            outRight = -oy + side * (oz + 1) - 1;
        }
    }

    public Primitive primitive() {
        return primitive;
    }

    /** Position of the object in the list that was cast. */
    public int objectIndex() {
        return objectIndex;
    }

    /**
     * Metres along the horizontal of the face that a hit lies on, from the middle of the primitive.
     *
     * @param surface what {@link #surface} wrote
     */
    public float across(float[] surface) {
        double[] b = primitive.bounds();
        boolean side = Math.abs(surface[1]) >= Math.abs(surface[0]);
        return side ? surface[0] * (float) (b[3] - b[0]) / 2 : surface[1] * (float) (b[4] - b[1]) / 2;
    }

    /**
     * Surface at the end of a ray: canonical hit point (3 values), then the unit normal in sensor axes (3 values).
     *
     * @param t ray parameter of the hit
     */
    public void surface(float dx, float dy, float dz, float t, float[] out) {
        float x = ox + t * (m[0] * dx + m[1] * dy + m[2] * dz);
        float y = oy + t * (m[3] * dx + m[4] * dy + m[5] * dz);
        float z = oz + t * (m[6] * dx + m[7] * dy + m[8] * dz);
        out[0] = x;
        out[1] = y;
        out[2] = z;
        switch (primitive.solid()) {
            case ELLIPSOID -> normal(x, y, z, out);
            case CYLINDER -> {
                if (Math.abs(z) > 0.9999f && x * x + y * y < 0.9998f) {
                    normal(0, 0, z, out);
                } else {
                    normal(x, y, 0, out);
                }
            }
            case BOX -> boxNormal(x, y, z, out);
            case FRUSTUM -> frustumNormal(x, y, z, out);
        }
    }

    private void boxNormal(float x, float y, float z, float[] out) {
        float ax = Math.abs(x);
        float ay = Math.abs(y);
        float az = Math.abs(z);
        if (ax >= ay && ax >= az) {
            normal(x, 0, 0, out);
        } else if (ay >= az) {
            normal(0, y, 0, out);
        } else {
            normal(0, 0, z, out);
        }
    }

    /** The face that the point is nearest to, or farthest outside of. */
    private void frustumNormal(float x, float y, float z, float[] out) {
        float along = Math.max(x + front * (z + 1), -x + rear * (z + 1));
        float aside = Math.abs(y) + side * (z + 1);
        if (Math.abs(z) >= along && Math.abs(z) >= aside) {
            normal(0, 0, z, out);
        } else if (aside >= along) {
            normal(0, Math.signum(y), side, out);
        } else if (x + front * (z + 1) == along) {
            normal(1, 0, front, out);
        } else {
            normal(-1, 0, rear, out);
        }
    }

    /** A canonical normal to sensor axes: normals go with the transpose of the map. */
    private void normal(float x, float y, float z, float[] out) {
        float a = m[0] * x + m[3] * y + m[6] * z;
        float b = m[1] * x + m[4] * y + m[7] * z;
        float c = m[2] * x + m[5] * y + m[8] * z;
        float n = 1 / (float) Math.sqrt(a * a + b * b + c * c);
        out[3] = a * n;
        out[4] = b * n;
        out[5] = c * n;
    }
}
