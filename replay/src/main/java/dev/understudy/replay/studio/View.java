package dev.understudy.replay.studio;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.shapes.Shape;

/** Where a sensor stands so that it sees the whole of an object at the origin, from along the negative x axis. */
final class View {

    /** Optical axes in vehicle axes: columns are right, down, forward. */
    private static final RigidTransform OPTICAL =
            new RigidTransform(new double[] {0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0});

    private View() {
    }

    /**
     * Pose of the optical frame.
     *
     * @param fieldOfView degrees
     * @param elevation of the line of sight above the object's middle, radians
     */
    static RigidTransform of(Shape shape, double fieldOfView, double elevation) {
        double radius = Math.sqrt(shape.length() * shape.length() + shape.width() * shape.width()
                + shape.height() * shape.height()) / 2;
        double distance = radius / StrictMath.sin(Math.toRadians(fieldOfView / 2));
        double c = StrictMath.cos(elevation);
        double s = StrictMath.sin(elevation);
        RigidTransform down = new RigidTransform(new double[] {c, 0, s, -distance * c, 0, 1, 0, 0, -s, 0, c,
            shape.height() / 2 + distance * s});
        return down.after(OPTICAL);
    }
}
