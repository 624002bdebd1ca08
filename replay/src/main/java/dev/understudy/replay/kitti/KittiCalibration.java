package dev.understudy.replay.kitti;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.camera.CameraMount.Intrinsics;
import dev.understudy.perception.geometry.RigidTransform;
import java.nio.file.Path;

/**
 * How the left colour camera (number 2, rectified) sees the Velodyne's points.
 *
 * <p>KITTI writes {@code pixel = P * R_rect * [R|T] * X}, where P = K [I | b]: its fourth column is the shift b
 * from rectified camera 0 (the frame of the labels) to camera 2, times K. The shift is moved out of P into the
 * transform, so that a plain pinhole K with zero distortion remains.
 *
 * @param intrinsics K of the rectified image
 * @param rectifiedFromLidar LiDAR to rectified camera 0, in which KITTI states its labels
 * @param cameraFromLidar LiDAR to rectified camera 2
 */
record KittiCalibration(Intrinsics intrinsics, RigidTransform rectifiedFromLidar, RigidTransform cameraFromLidar) {

    /** Calibration of a recording day of the raw data. */
    static KittiCalibration ofRaw(Path dateFolder) {
        CalibrationFile cameras = new CalibrationFile(dateFolder.resolve("calib_cam_to_cam.txt"));
        CalibrationFile lidar = new CalibrationFile(dateFolder.resolve("calib_velo_to_cam.txt"));
        double[] size = cameras.numbers("S_rect_02", 2);
        return of(cameras.numbers("P_rect_02", 12), (int) size[0], (int) size[1],
                cameras.rotation("R_rect_00").after(lidar.rotationTranslation("R", "T")));
    }

    /** Calibration of one frame of the object benchmark; its image's size is not in the file. */
    static KittiCalibration ofObjectFrame(Path file, int width, int height) {
        CalibrationFile frame = new CalibrationFile(file);
        return of(frame.numbers("P2", 12), width, height,
                frame.rotation("R0_rect").after(frame.transform("Tr_velo_to_cam")));
    }

    /** Calibration of a sequence of the tracking benchmark; its images' size is not in the file. */
    static KittiCalibration ofTrackingSequence(Path file, int width, int height) {
        CalibrationFile sequence = new CalibrationFile(file);
        return of(sequence.numbers("P2", 12), width, height,
                sequence.rotation(sequence.either("R0_rect", "R_rect"))
                        .after(sequence.transform(sequence.either("Tr_velo_to_cam", "Tr_velo_cam"))));
    }

    /** The Velodyne's place in the GPS/IMU's frame, of a sequence of the tracking benchmark. */
    static RigidTransform imuFromLidarOfTracking(Path file) {
        CalibrationFile sequence = new CalibrationFile(file);
        return sequence.transform(sequence.either("Tr_imu_to_velo", "Tr_imu_velo")).inverse();
    }

    private static KittiCalibration of(double[] p, int width, int height, RigidTransform rectifiedFromLidar) {
        double fx = p[0];
        double fy = p[5];
        double cx = p[2];
        double cy = p[6];
        double bz = p[11];
        RigidTransform shift = RigidTransform.ofYaw((p[3] - cx * bz) / fx, (p[7] - cy * bz) / fy, bz, 0);
        return new KittiCalibration(new Intrinsics(width, height, fx, fy, cx, cy, "", new double[0]),
                rectifiedFromLidar, shift.after(rectifiedFromLidar));
    }

    CameraMount mount(long validFromNanos, long shutterOffsetNanos) {
        return new CameraMount(KittiFrames.CAMERA, KittiFrames.LIDAR, validFromNanos, shutterOffsetNanos,
                intrinsics, cameraFromLidar);
    }
}
