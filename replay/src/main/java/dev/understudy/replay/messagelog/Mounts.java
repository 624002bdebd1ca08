package dev.understudy.replay.messagelog;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.sensor.SensorMessage.CameraInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Makes a camera's calibration of a recorded {@code CameraInfo} and the tree of transforms. */
final class Mounts {

    private static final Set<String> KNOWN_MODELS =
            Set.of("", "plumb_bob", "rational_polynomial", "kannala_brandt", "equidistant");
    private static final int RATIONAL_COEFFICIENTS = 8;

    private Mounts() {
    }

    /**
     * Says what a calibration lacks, or nothing.
     *
     * @return one line without the camera's name, or {@code null} when it can be used
     */
    static String complaint(CameraInfo info, boolean rectified) {
        double focal = rectified ? info.p()[0] : info.k()[0];
        if (!(focal > 0) || info.width() < 1 || info.height() < 1) {
            return "its CameraInfo is not calibrated (focal length " + focal + ", " + info.width() + "x"
                    + info.height() + " pixels)";
        }
        if (!rectified && bends(info) && !KNOWN_MODELS.contains(info.model())) {
            return "its distortion model '" + info.model() + "' is not known";
        }
        return null;
    }

    /**
     * The mount, valid from the epoch on.
     *
     * @param frames camera frame id of the images and LiDAR frame id
     * @param cameraFromLidar from the transforms: into the camera's optical frame
     */
    static CameraMount of(CameraInfo info, List<String> frames, boolean rectified, RigidTransform cameraFromLidar,
            long shutterOffsetNanos) {
        double[] p = info.p();
        double[] k = info.k();
        CameraMount.Intrinsics intrinsics = rectified
                ? new CameraMount.Intrinsics(info.width(), info.height(), p[0], p[5], p[2], p[6], "", new double[0])
                : new CameraMount.Intrinsics(info.width(), info.height(), k[0], k[4], k[2], k[5], model(info),
                        coefficients(info));
        RigidTransform transform = rectified ? rectification(info).after(cameraFromLidar) : cameraFromLidar;
        return new CameraMount(frames.get(0), frames.get(1), 0, shutterOffsetNanos, intrinsics, transform);
    }

    /** From the camera into its rectified image: its rotation, and the baseline that a stereo pair's P carries. */
    private static RigidTransform rectification(CameraInfo info) {
        double[] r = info.r();
        double[] p = info.p();
        boolean unset = Arrays.stream(r).allMatch(v -> v == 0);
        double tx = p[3] / p[0];
        return unset ? new RigidTransform(new double[] {1, 0, 0, tx, 0, 1, 0, 0, 0, 0, 1, 0})
                : new RigidTransform(new double[] {r[0], r[1], r[2], tx, r[3], r[4], r[5], 0, r[6], r[7], r[8], 0});
    }

    private static boolean bends(CameraInfo info) {
        return Arrays.stream(info.d()).anyMatch(v -> v != 0);
    }

    private static String model(CameraInfo info) {
        return bends(info) ? info.model() : "";
    }

    /** OpenCV writes up to 14 for the rational model, of which those behind the eighth are zero as a rule. */
    private static double[] coefficients(CameraInfo info) {
        if (!bends(info)) {
            return new double[0];
        }
        boolean rational = info.model().equals("rational_polynomial") && info.d().length > RATIONAL_COEFFICIENTS;
        return rational ? Arrays.copyOf(info.d(), RATIONAL_COEFFICIENTS) : info.d();
    }
}
