package dev.understudy.replay.record;

import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.CameraCalibration;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.Vector3;
import dev.understudy.replay.wire.Quaternions;
import java.util.List;

/** One camera's calibration as a viewer wants it: its lens, and where it sits on the LiDAR. */
final class CalibrationMessages {

    private CalibrationMessages() {
    }

    /** @param prefix stands before the frame ids, here and below */
    static CameraCalibration lens(CameraMount mount, String prefix, long nanos) {
        CameraMount.Intrinsics in = mount.intrinsics();
        CameraCalibration.Builder out = CameraCalibration.newBuilder().setTimestamp(Stamps.of(nanos))
                .setFrameId(prefix + mount.cameraFrameId()).setWidth(in.width()).setHeight(in.height())
                .setDistortionModel(in.distortionModel())
                .addAllK(List.of(in.fx(), 0., in.cx(), 0., in.fy(), in.cy(), 0., 0., 1.))
                .addAllR(List.of(1., 0., 0., 0., 1., 0., 0., 0., 1.))
                .addAllP(List.of(in.fx(), 0., in.cx(), 0., 0., in.fy(), in.cy(), 0., 0., 0., 1., 0.));
        for (double d : in.distortion()) {
            out.addD(d);
        }
        return out.build();
    }

    static FrameTransform place(CameraMount mount, String prefix, long nanos) {
        RigidTransform t = mount.cameraFromLidar().inverse();
        return FrameTransform.newBuilder().setTimestamp(Stamps.of(nanos))
                .setParentFrameId(prefix + mount.lidarFrameId()).setChildFrameId(prefix + mount.cameraFrameId())
                .setTranslation(Vector3.newBuilder().setX(t.at(0, 3)).setY(t.at(1, 3)).setZ(t.at(2, 3)))
                .setRotation(Quaternions.of(t)).build();
    }
}
