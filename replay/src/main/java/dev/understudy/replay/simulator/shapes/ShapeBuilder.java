package dev.understudy.replay.simulator.shapes;

import java.util.ArrayList;
import java.util.List;

/** Assembles a shape from solids given in metres; {@link #build()} centres it and sets it on the ground. */
final class ShapeBuilder {

    /** A solid before centring: columns of {@code axes} are the unit axes of the solid in the object's frame. */
    private record Part(Solid solid, double[] centre, double[] half, double[] axes, float frontTop, float rearTop,
            float sideTop, Paint paint) {
    }

    private static final double[] UPRIGHT = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    /** The canonical cylinder's z axis laid along the object's y axis. */
    private static final double[] LYING = {1, 0, 0, 0, 0, 1, 0, -1, 0};

    private final List<Part> parts = new ArrayList<>();

    /** Box by centre and full extents. */
    ShapeBuilder box(double x, double y, double z, double length, double width, double height, Paint paint) {
        return add(Solid.BOX, x, y, z, length / 2, width / 2, height / 2, UPRIGHT, paint);
    }

    /** Frustum; tops are shares of the half extents, front and rear signed (1 and -1 make a box). */
    ShapeBuilder frustum(double x, double y, double z, double length, double width, double height, double frontTop,
            double rearTop, double sideTop, Paint paint) {
        parts.add(new Part(Solid.FRUSTUM, new double[] {x, y, z}, new double[] {length / 2, width / 2, height / 2},
                UPRIGHT, (float) frontTop, (float) rearTop, (float) sideTop, paint));
        return this;
    }

    /** Ellipsoid by centre and radii. */
    ShapeBuilder ellipsoid(double x, double y, double z, double rx, double ry, double rz, Paint paint) {
        return add(Solid.ELLIPSOID, x, y, z, rx, ry, rz, UPRIGHT, paint);
    }

    /** Upright cylinder from {@code z0} to {@code z1}. */
    ShapeBuilder pillar(double x, double y, double z0, double z1, double radius, Paint paint) {
        return add(Solid.CYLINDER, x, y, (z0 + z1) / 2, radius, radius, (z1 - z0) / 2, UPRIGHT, paint);
    }

    /** Cylinder along y that stands on the ground. */
    ShapeBuilder wheel(double x, double y, double radius, double width, Paint paint) {
        return add(Solid.CYLINDER, x, y, radius, radius, radius, width / 2, LYING, paint);
    }

    /** Cylinder along y at any height. */
    ShapeBuilder bar(double x, double y, double z, double radius, double width, Paint paint) {
        return add(Solid.CYLINDER, x, y, z, radius, radius, width / 2, LYING, paint);
    }

    /** Cylinder between two points. */
    ShapeBuilder limb(double x0, double y0, double z0, double x1, double y1, double z1, double radius, Paint paint) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double dz = z1 - z0;
        double n = Math.sqrt(dx * dx + dy * dy + dz * dz);
        double[] a = {dx / n, dy / n, dz / n};
        // Any axis that is not near the limb's own makes a frame.
        double[] u = Math.abs(a[2]) < 0.9 ? new double[] {0, 0, 1} : new double[] {1, 0, 0};
        double[] p = unit(cross(u, a));
        double[] q = cross(a, p);
        double[] axes = {p[0], q[0], a[0], p[1], q[1], a[1], p[2], q[2], a[2]};
        return add(Solid.CYLINDER, (x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2, radius, radius, n / 2, axes, paint);
    }

    Shape build() {
        double[] all = {1e9, 1e9, 1e9, -1e9, -1e9, -1e9};
        for (Part part : parts) {
            double[] b = bounds(part, 0, 0, 0);
            for (int k = 0; k < 3; k++) {
                all[k] = Math.min(all[k], b[k]);
                all[3 + k] = Math.max(all[3 + k], b[3 + k]);
            }
        }
        double sx = -(all[0] + all[3]) / 2;
        double sy = -(all[1] + all[4]) / 2;
        List<Primitive> primitives = parts.stream().map(p -> place(p, sx, sy, -all[2])).toList();
        return new Shape(primitives, all[3] - all[0], all[4] - all[1], all[5] - all[2]);
    }

    private ShapeBuilder add(Solid solid, double x, double y, double z, double hx, double hy, double hz,
            double[] axes, Paint paint) {
        parts.add(new Part(solid, new double[] {x, y, z}, new double[] {hx, hy, hz}, axes, 1, -1, 1, paint));
        return this;
    }

    private static Primitive place(Part part, double sx, double sy, double sz) {
        double[] c = {part.centre[0] + sx, part.centre[1] + sy, part.centre[2] + sz};
        double[] m = new double[12];
        for (int r = 0; r < 3; r++) {
            for (int k = 0; k < 3; k++) {
                m[4 * r + k] = part.axes[3 * k + r] / part.half[r];
                m[4 * r + 3] -= m[4 * r + k] * c[k];
            }
        }
        return new Primitive(part.solid, m, bounds(part, sx, sy, sz), part.frontTop, part.rearTop, part.sideTop,
                part.paint);
    }

    private static double[] bounds(Part part, double sx, double sy, double sz) {
        double[] shift = {sx, sy, sz};
        double[] out = new double[6];
        for (int k = 0; k < 3; k++) {
            double e = reach(part, k);
            out[k] = part.centre[k] + shift[k] - e;
            out[3 + k] = part.centre[k] + shift[k] + e;
        }
        return out;
    }

    /** Half extent of the solid along the object's axis {@code k}: the support function of each kind. */
    private static double reach(Part part, int k) {
        double a = part.axes[3 * k] * part.half[0];
        double b = part.axes[3 * k + 1] * part.half[1];
        double c = part.axes[3 * k + 2] * part.half[2];
        return switch (part.solid) {
            case BOX, FRUSTUM -> Math.abs(a) + Math.abs(b) + Math.abs(c);
            case CYLINDER -> Math.sqrt(a * a + b * b) + Math.abs(c);
            case ELLIPSOID -> Math.sqrt(a * a + b * b + c * c);
        };
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double[] unit(double[] a) {
        double n = Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
        return new double[] {a[0] / n, a[1] / n, a[2] / n};
    }
}
