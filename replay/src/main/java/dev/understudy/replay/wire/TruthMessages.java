package dev.understudy.replay.wire;

import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.proto.v1.TruthFrame;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.LogRecord.TruthObject;
import java.util.List;

/** Ground truth to and from its message. */
public final class TruthMessages {

    private TruthMessages() {
    }

    public static TruthFrame toProto(Truth truth) {
        TruthFrame.Builder out = TruthFrame.newBuilder().setRobotId(truth.robot())
                .setLidarFrameId(truth.lidarFrameId()).setStampNs(truth.stampNanos()).setDomain(truth.domain());
        truth.objects().forEach(o -> out.addObjects(toProto(o)));
        return out.build();
    }

    public static Truth fromProto(TruthFrame frame) {
        List<TruthObject> objects = frame.getObjectsList().stream().map(TruthMessages::fromProto).toList();
        return new Truth(frame.getRobotId(), frame.getLidarFrameId(), frame.getStampNs(), frame.getDomain(), objects);
    }

    private static dev.understudy.proto.v1.TruthObject toProto(TruthObject object) {
        var out = dev.understudy.proto.v1.TruthObject.newBuilder().setTrack(object.track())
                .setClassName(object.className());
        OrientedBox box = object.box();
        if (box != null) {
            out.getBoxBuilder().setX(box.x()).setY(box.y()).setZ(box.z()).setLength(box.length())
                    .setWidth(box.width()).setHeight(box.height()).setYaw(box.yaw());
        }
        if (object.imageBox() != null) {
            for (float side : object.imageBox()) {
                out.addImageBox(side);
            }
        }
        return out.build();
    }

    private static TruthObject fromProto(dev.understudy.proto.v1.TruthObject object) {
        var box = object.getBox();
        float[] imageBox = object.getImageBoxCount() == 0 ? null : new float[object.getImageBoxCount()];
        for (int i = 0; i < object.getImageBoxCount(); i++) {
            imageBox[i] = object.getImageBox(i);
        }
        return new TruthObject(object.getTrack(), object.getClassName(), object.hasBox()
                ? new OrientedBox(box.getX(), box.getY(), box.getZ(), box.getLength(), box.getWidth(),
                        box.getHeight(), box.getYaw())
                : null, imageBox);
    }
}
