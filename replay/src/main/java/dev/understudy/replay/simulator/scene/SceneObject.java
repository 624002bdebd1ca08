package dev.understudy.replay.simulator.scene;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.shapes.ObjectClass;
import dev.understudy.replay.simulator.shapes.Shape;

/** One object of the street; it moves along the street at a constant speed. World axes, metres. */
public final class SceneObject {

    private final long track;
    private final ObjectClass kind;
    private final Shape shape;
    private final double y;
    private final double z;
    private final double yaw;
    private final double speed;
    private double x;

    SceneObject(long track, ObjectClass kind, Shape shape, double x, double y, double z, double yaw, double speed) {
        this.track = track;
        this.kind = kind;
        this.shape = shape;
        this.x = x;
        this.y = y;
        this.z = z;
        this.yaw = yaw;
        this.speed = speed;
    }

    /** An object that stands alone at the origin. */
    public static SceneObject alone(ObjectClass kind, Shape shape, double yaw) {
        return new SceneObject(1, kind, shape, 0, 0, 0, yaw, 0);
    }

    /** Moves on by {@code seconds}. */
    void move(double seconds) {
        x += speed * seconds;
    }

    /** Pose of the object's frame (on the ground below its box) {@code seconds} after the street's moment. */
    public RigidTransform worldFromObject(double seconds) {
        double c = StrictMath.cos(yaw);
        double s = StrictMath.sin(yaw);
        return new RigidTransform(new double[] {c, -s, 0, x + speed * seconds, s, c, 0, y, 0, 0, 1, z});
    }

    public long track() {
        return track;
    }

    public ObjectClass kind() {
        return kind;
    }

    public Shape shape() {
        return shape;
    }

    public double x() {
        return x;
    }

    public double y() {
        return y;
    }

    /** Extent along the street, metres. */
    double footprint() {
        return Math.abs(StrictMath.cos(yaw)) * shape.length() + Math.abs(StrictMath.sin(yaw)) * shape.width();
    }
}
