package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.sample.EncodedObject;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The points of several objects as {@link FoldedPoints} wants them, without those that the encoder repeated.
 *
 * @param points [G * 16, 8]: the six channels and 1, all over the deviation of the first layer's outputs, then 1
 * @param groupsOfRow int64 [B * n]: groups of every object, the last one repeated
 * @param groups G
 */
record PackedPoints(NDArray points, NDArray groupsOfRow, int groups) {

    private static final int CHANNELS = FoldedPoints.INPUTS + 1;

    static PackedPoints of(NDManager manager, List<EncodedObject> objects, double[][] variance) {
        PointGroups groups = PointGroups.of(objects);
        int rows = groups.count() * PointGroups.SIZE;
        ByteBuffer bytes = manager.allocateDirect(rows * CHANNELS * Float.BYTES);
        FloatBuffer into = bytes.asFloatBuffer();
        for (int r = 0; r < objects.size(); r++) {
            fill(objects.get(r), Form.of(variance, objects.get(r)), groups.pointsOf(r), into);
        }
        return new PackedPoints(manager.create(bytes, new Shape(rows, CHANNELS), DataType.FLOAT32),
                manager.create(groups.table()), groups.count());
    }

    private static void fill(EncodedObject object, Form form, int count, FloatBuffer into) {
        float[] p = object.points();
        float metric = object.radius() / ObjectBatch.METRES;
        float elevation = object.elevation() / ObjectBatch.METRES;
        float[] row = new float[CHANNELS];
        row[CHANNELS - 1] = 1;
        for (int n = 0, i = 0; n < count; n++, i = i + 3 < p.length ? i + 3 : 0) {
            float inverse = (float) (1 / Math.sqrt(form.at(p[i], p[i + 1], p[i + 2])));
            row[0] = p[i] * inverse;
            row[1] = p[i + 1] * inverse;
            row[2] = p[i + 2] * inverse;
            row[3] = p[i] * metric * inverse;
            row[4] = p[i + 1] * metric * inverse;
            row[5] = (p[i + 2] * metric + elevation) * inverse;
            row[6] = inverse;
            into.put(row);
        }
    }

    /** The variance as a polynomial of an object's x, y and z, epsilon included. */
    private record Form(double xx, double yy, double zz, double xy, double xz, double yz, double x, double y, double z,
            double one) {

        static Form of(double[][] variance, EncodedObject object) {
            double metric = object.radius() / ObjectBatch.METRES;
            double elevation = object.elevation() / ObjectBatch.METRES;
            // What x, y, z and 1 put into the seven inputs.
            double[][] part = {{1, 0, 0, metric, 0, 0, 0}, {0, 1, 0, 0, metric, 0, 0}, {0, 0, 1, 0, 0, metric, 0},
                {0, 0, 0, 0, 0, elevation, 1}};
            double[][] q = new double[part.length][part.length];
            for (int a = 0; a < part.length; a++) {
                for (int b = a; b < part.length; b++) {
                    q[a][b] = (a == b ? 1 : 2) * product(part[a], variance, part[b]);
                }
            }
            return new Form(q[0][0], q[1][1], q[2][2], q[0][1], q[0][2], q[1][2], q[0][3], q[1][3], q[2][3],
                    q[3][3] + Layers.EPSILON);
        }

        double at(double px, double py, double pz) {
            return px * (xx * px + xy * py + xz * pz + x) + py * (yy * py + yz * pz + y) + pz * (zz * pz + z) + one;
        }
    }

    private static double product(double[] left, double[][] form, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; left[i] != 0 && j < right.length; j++) {
                sum += left[i] * form[i][j] * right[j];
            }
        }
        return sum;
    }
}
