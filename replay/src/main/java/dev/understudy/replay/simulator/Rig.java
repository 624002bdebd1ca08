package dev.understudy.replay.simulator;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.simulator.camera.CameraSimulator;
import dev.understudy.replay.simulator.camera.LensParameters;
import dev.understudy.replay.simulator.lidar.LidarParameters;

/**
 * Where a domain's sensors sit on the vehicle, whose frame is on the road below the LiDAR (x forward, y left, z up).
 *
 * @param vehicleFromLidar mount of the LiDAR
 * @param lidarFromCamera optical frame of the camera (x right, y down, z forward) in the LiDAR's
 */
record Rig(RigidTransform vehicleFromLidar, RigidTransform lidarFromCamera) {

    static final String LIDAR = "lidar";
    static final String CAMERA = "camera_front";

    /** Optical axes in vehicle axes: columns are right, down, forward. */
    private static final RigidTransform OPTICAL =
            new RigidTransform(new double[] {0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0});

    static Rig of(DomainParameters domain) {
        LidarParameters l = domain.lidar();
        LensParameters c = domain.lens();
        RigidTransform lidar = RigidTransform.ofYaw(0, 0, l.mountHeight(), 0).after(tilt(l.pitch(), l.roll()));
        RigidTransform camera = RigidTransform.ofYaw(c.forward(), 0, l.mountHeight() + c.up(), 0)
                .after(tilt(c.pitch(), 0)).after(OPTICAL);
        return new Rig(lidar, lidar.inverse().after(camera));
    }

    /** The camera as the calibration record states it. */
    CameraMount mount(LensParameters lens, long validFromNanos, long shutterOffsetNanos) {
        return new CameraMount(CAMERA, LIDAR, validFromNanos, shutterOffsetNanos, CameraSimulator.intrinsics(lens),
                lidarFromCamera.inverse());
    }

    /** Nose-down pitch, then roll to the right, degrees. */
    static RigidTransform tilt(double pitch, double roll) {
        double cp = StrictMath.cos(Math.toRadians(pitch));
        double sp = StrictMath.sin(Math.toRadians(pitch));
        double cr = StrictMath.cos(Math.toRadians(roll));
        double sr = StrictMath.sin(Math.toRadians(roll));
        RigidTransform aboutY = new RigidTransform(new double[] {cp, 0, sp, 0, 0, 1, 0, 0, -sp, 0, cp, 0});
        return aboutY.after(new RigidTransform(new double[] {1, 0, 0, 0, 0, cr, -sr, 0, 0, sr, cr, 0}));
    }
}
