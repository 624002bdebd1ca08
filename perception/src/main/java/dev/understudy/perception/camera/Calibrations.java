package dev.understudy.perception.camera;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.foxglove.CameraCalibration;
import dev.understudy.proto.v1.RobotCalibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Converts a robot's calibration between its message and {@link CameraMount}s, and looks mounts up by stamp. */
public final class Calibrations {

    /** Reason of the {@link BadFrameException} that a malformed calibration raises. */
    public static final String INVALID = "calibration-invalid";
    /** Greatest departure of a rotation's rows from unit length and right angles; published files carry 7 digits. */
    private static final double ROTATION_TOLERANCE = 1e-3;

    private Calibrations() {
    }

    /**
     * The message's cameras, in its order.
     *
     * @throws BadFrameException reason {@value #INVALID} naming the camera and the field that does not fit
     */
    public static List<CameraMount> fromProto(RobotCalibration calibration) {
        List<CameraMount> mounts = new ArrayList<>(calibration.getCamerasCount());
        calibration.getCamerasList().forEach(camera -> mounts.add(fromProto(camera)));
        return List.copyOf(mounts);
    }

    /** The message of a robot's cameras. */
    public static RobotCalibration toProto(String robotId, List<CameraMount> mounts) {
        RobotCalibration.Builder out = RobotCalibration.newBuilder().setRobotId(robotId);
        mounts.forEach(mount -> out.addCameras(toProto(mount)));
        return out.build();
    }

    /** The entry of a camera that holds at a moment: the latest one valid by then, if any. */
    public static Optional<CameraMount> mountAt(List<CameraMount> mounts, String cameraFrameId, long stampNanos) {
        CameraMount best = null;
        for (CameraMount mount : mounts) {
            if (mount.cameraFrameId().equals(cameraFrameId) && mount.validFromNanos() <= stampNanos
                    && (best == null || mount.validFromNanos() >= best.validFromNanos())) {
                best = mount;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Frame ids of all cameras, sorted. */
    public static Set<String> cameraFrameIds(List<CameraMount> mounts) {
        Set<String> ids = new TreeSet<>();
        mounts.forEach(mount -> ids.add(mount.cameraFrameId()));
        return ids;
    }

    private static CameraMount fromProto(dev.understudy.proto.v1.CameraMount camera) {
        String id = camera.getCameraFrameId();
        CameraCalibration in = camera.getIntrinsics();
        require(!id.isEmpty(), "", "camera_frame_id", "is empty");
        require(in.getKCount() == 9, id, "K", "has " + in.getKCount() + " values, not 9");
        require(in.getK(0) > 0 && in.getK(4) > 0, id, "K", "has no focal length");
        require(in.getWidth() > 0 && in.getHeight() > 0, id, "width and height", "must be positive");
        require(camera.getCameraFromLidarCount() == 12, id, "camera_from_lidar",
                "has " + camera.getCameraFromLidarCount() + " values, not 12");
        double[] matrix = camera.getCameraFromLidarList().stream().mapToDouble(Double::doubleValue).toArray();
        require(isRigid(matrix), id, "camera_from_lidar", "is not a rotation and a translation");
        double[] distortion = in.getDList().stream().mapToDouble(Double::doubleValue).toArray();
        CameraMount.Intrinsics intrinsics = new CameraMount.Intrinsics(in.getWidth(), in.getHeight(),
                in.getK(0), in.getK(4), in.getK(2), in.getK(5), in.getDistortionModel(), distortion);
        String lens = Distortion.complaint(intrinsics.distortionModel(), distortion);
        require(lens.isEmpty(), id, "distortion_model", lens);
        return new CameraMount(id, camera.getLidarFrameId(), camera.getValidFromNs(), camera.getShutterOffsetNs(),
                intrinsics, new RigidTransform(matrix));
    }

    private static dev.understudy.proto.v1.CameraMount toProto(CameraMount mount) {
        CameraMount.Intrinsics in = mount.intrinsics();
        CameraCalibration.Builder out = CameraCalibration.newBuilder().setFrameId(mount.cameraFrameId())
                .setWidth(in.width()).setHeight(in.height()).setDistortionModel(in.distortionModel());
        for (double d : in.distortion()) {
            out.addD(d);
        }
        out.addAllK(List.of(in.fx(), 0., in.cx(), 0., in.fy(), in.cy(), 0., 0., 1.));
        out.addAllR(List.of(1., 0., 0., 0., 1., 0., 0., 0., 1.));
        out.addAllP(List.of(in.fx(), 0., in.cx(), 0., 0., in.fy(), in.cy(), 0., 0., 0., 1., 0.));
        dev.understudy.proto.v1.CameraMount.Builder camera = dev.understudy.proto.v1.CameraMount.newBuilder()
                .setCameraFrameId(mount.cameraFrameId()).setLidarFrameId(mount.lidarFrameId())
                .setValidFromNs(mount.validFromNanos()).setShutterOffsetNs(mount.shutterOffsetNanos())
                .setIntrinsics(out);
        for (double v : mount.cameraFromLidar().toArray()) {
            camera.addCameraFromLidar(v);
        }
        return camera.build();
    }

    private static boolean isRigid(double[] m) {
        for (int a = 0; a < 3; a++) {
            for (int b = a; b < 3; b++) {
                double dot = m[4 * a] * m[4 * b] + m[4 * a + 1] * m[4 * b + 1] + m[4 * a + 2] * m[4 * b + 2];
                if (!(Math.abs(dot - (a == b ? 1 : 0)) <= ROTATION_TOLERANCE)) {
                    return false;
                }
            }
        }
        double determinant = m[0] * (m[5] * m[10] - m[6] * m[9]) - m[1] * (m[4] * m[10] - m[6] * m[8])
                + m[2] * (m[4] * m[9] - m[5] * m[8]);
        return determinant > 0 && Double.isFinite(m[3] + m[7] + m[11]);
    }

    private static void require(boolean holds, String camera, String field, String complaint) {
        if (!holds) {
            throw new BadFrameException(INVALID, "camera '" + camera + "': " + field + " " + complaint);
        }
    }
}
