package dev.understudy.perception.camera;

import dev.understudy.perception.geometry.RigidTransform;

/**
 * Projects points of the LiDAR frame (metres) into pixels of one camera: u to the right, v down, the centre of the top
 * left pixel at (0, 0) as in ROS and KITTI. The result of the last call is left in {@link #u()}, {@link #v()} and
 * {@link #depth()}; nothing is allocated. Not thread-safe.
 */
public final class Projection {

    /** Points nearer to the image plane than this are rejected, metres: no object of interest is, noise may be. */
    public static final double MIN_DEPTH = 0.1;

    private final CameraMount mount;
    private final Distortion distortion;
    private RigidTransform cameraFromLidar;
    private double u;
    private double v;
    private double depth;

    /** Throws {@link IllegalArgumentException} on an unknown distortion model or a wrong number of coefficients. */
    public Projection(CameraMount mount) {
        this.mount = mount;
        cameraFromLidar = mount.cameraFromLidar();
        distortion = Distortion.of(mount.intrinsics().distortionModel(), mount.intrinsics().distortion());
    }

    /**
     * Takes the robot's motion between the points and the shutter into account from now on: {@code shutterFromPoints}
     * leads from the LiDAR's axes when the points were measured into its axes when the shutter opened.
     */
    public void setMotion(RigidTransform shutterFromPoints) {
        cameraFromLidar = shutterFromPoints == RigidTransform.IDENTITY ? mount.cameraFromLidar()
                : mount.cameraFromLidar().after(shutterFromPoints);
    }

    /** Into camera axes at the shutter, from LiDAR axes when the points were measured. */
    RigidTransform cameraFromLidar() {
        return cameraFromLidar;
    }

    /**
     * Projects one point. False when it is behind the camera or beyond the lens model's valid field; a point that
     * projects outside the image yields true, see {@link #inImage()}.
     */
    public boolean project(double x, double y, double z) {
        RigidTransform t = cameraFromLidar;
        depth = t.applyZ(x, y, z);
        if (!(depth >= MIN_DEPTH)
                || !distortion.apply(t.applyX(x, y, z) / depth, t.applyY(x, y, z) / depth)) {
            return false;
        }
        u = mount.intrinsics().fx() * distortion.x + mount.intrinsics().cx();
        v = mount.intrinsics().fy() * distortion.y + mount.intrinsics().cy();
        return true;
    }

    /** Whether the last projected point lies on a pixel of the image. */
    public boolean inImage() {
        return u >= -0.5 && v >= -0.5 && u < mount.intrinsics().width() - 0.5
                && v < mount.intrinsics().height() - 0.5;
    }

    /** Column of the last projected point, pixels. */
    public double u() {
        return u;
    }

    /** Row of the last projected point, pixels. */
    public double v() {
        return v;
    }

    /** Distance of the last point from the image plane, metres. */
    public double depth() {
        return depth;
    }

    public CameraMount mount() {
        return mount;
    }
}
