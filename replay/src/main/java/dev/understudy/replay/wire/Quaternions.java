package dev.understudy.replay.wire;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.foxglove.Quaternion;

/** Unit quaternions of rotation matrices. */
public final class Quaternions {

    private Quaternions() {
    }

    /** Rotation of a transform, by the largest of the four components so that no division is by a small number. */
    public static Quaternion of(RigidTransform t) {
        double[] squares = {
            1 + t.at(0, 0) - t.at(1, 1) - t.at(2, 2),
            1 - t.at(0, 0) + t.at(1, 1) - t.at(2, 2),
            1 - t.at(0, 0) - t.at(1, 1) + t.at(2, 2),
            1 + t.at(0, 0) + t.at(1, 1) + t.at(2, 2)};
        int largest = 0;
        for (int i = 1; i < squares.length; i++) {
            largest = squares[i] > squares[largest] ? i : largest;
        }
        double[] q = column(t, largest, squares[largest]);
        double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        return Quaternion.newBuilder().setX(q[0] / norm).setY(q[1] / norm).setZ(q[2] / norm).setW(q[3] / norm).build();
    }

    /** One column of 4 q q^T, x, y, z, w: any of them is proportional to q. */
    private static double[] column(RigidTransform t, int index, double square) {
        double xy = t.at(1, 0) + t.at(0, 1);
        double xz = t.at(0, 2) + t.at(2, 0);
        double yz = t.at(2, 1) + t.at(1, 2);
        double xw = t.at(2, 1) - t.at(1, 2);
        double yw = t.at(0, 2) - t.at(2, 0);
        double zw = t.at(1, 0) - t.at(0, 1);
        return switch (index) {
            case 0 -> new double[] {square, xy, xz, xw};
            case 1 -> new double[] {xy, square, yz, yw};
            case 2 -> new double[] {xz, yz, square, zw};
            default -> new double[] {xw, yw, zw, square};
        };
    }
}
