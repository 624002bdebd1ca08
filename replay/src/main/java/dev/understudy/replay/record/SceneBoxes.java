package dev.understudy.replay.record;

import com.google.protobuf.Duration;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.Color;
import dev.understudy.proto.foxglove.KeyValuePair;
import dev.understudy.proto.foxglove.Pose;
import dev.understudy.proto.foxglove.SceneEntity;
import dev.understudy.proto.foxglove.SceneUpdate;
import dev.understudy.proto.foxglove.Vector3;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.proto.v1.TruthFrame;
import dev.understudy.proto.v1.TruthObject;
import dev.understudy.replay.wire.Quaternions;
import java.util.List;
import java.util.Locale;

/** Boxes of a frame's objects as a viewer draws them: a coloured box, a caption, and the facts as metadata. */
public final class SceneBoxes {

    /** A box that no newer frame replaces vanishes after this, nanoseconds: a few frames. */
    private static final int LIFETIME_NANOS = 300_000_000;
    private static final double OPACITY = 0.35;
    private static final double CAPTION_METRES = 0.5;
    /** Turns of the colour wheel from class to class: the golden ratio keeps neighbours apart. */
    private static final double HUE_STEP = 0.618_033_988_75;

    private SceneBoxes() {
    }

    /**
     * The classified objects of one LiDAR frame.
     *
     * @param prefix stands before the frame id
     */
    public static SceneUpdate of(List<ClassifiedObject> events, String prefix) {
        SceneUpdate.Builder scene = SceneUpdate.newBuilder();
        events.forEach(event -> scene.addEntities(entity(event, prefix)));
        return scene.build();
    }

    /**
     * The labelled objects of one LiDAR frame; image regions without a box are left out.
     *
     * @param prefix stands before the frame id
     */
    public static SceneUpdate of(TruthFrame frame, String prefix) {
        SceneUpdate.Builder scene = SceneUpdate.newBuilder();
        for (TruthObject object : frame.getObjectsList()) {
            if (object.hasBox()) {
                SceneEntity.Builder entity = boxed(object.getBox(), object.getClassName(), object.getClassName());
                scene.addEntities(entity.setId(frame.getLidarFrameId() + " label " + object.getTrack())
                        .setTimestamp(Stamps.of(frame.getStampNs())).setFrameId(prefix + frame.getLidarFrameId())
                        .addMetadata(fact("class", object.getClassName())));
            }
        }
        return scene.build();
    }

    /** Two LiDARs of a robot share a topic, and each counts its own tracks. */
    private static SceneEntity entity(ClassifiedObject event, String prefix) {
        var b = event.getBox();
        OrientedBox box = OrientedBox.newBuilder().setX(b.getX()).setY(b.getY()).setZ(b.getZ())
                .setLength(b.getLength()).setWidth(b.getWidth()).setHeight(b.getHeight()).setYaw(b.getYaw()).build();
        String caption = String.format(Locale.ROOT, "%s %.2f #%d", event.getClassName(), event.getScore(),
                event.getTrackId());
        return boxed(box, event.getClassName(), caption)
                .setId(event.getLidarFrameId() + (event.getTrackId() == 0 ? " cluster " + event.getClusterIndex()
                        : " track " + event.getTrackId()))
                .setTimestamp(Stamps.of(event.getStampNs())).setFrameId(prefix + event.getLidarFrameId())
                .addMetadata(fact("class", event.getClassName()))
                .addMetadata(fact("confidence", Float.toString(event.getScore())))
                .addMetadata(fact("track_id", Long.toString(event.getTrackId())))
                .addMetadata(fact("model", event.getModel()))
                .addMetadata(fact("model_version", Long.toString(event.getModelVersion())))
                .addMetadata(fact("model_digest", event.getModelDigest()))
                .addMetadata(fact("spoken_by", event.getSpokenBy()))
                .addMetadata(fact("pairing", event.getPairing())).build();
    }

    private static SceneEntity.Builder boxed(OrientedBox box, String className, String caption) {
        Pose.Builder pose = Pose.newBuilder()
                .setPosition(Vector3.newBuilder().setX(box.getX()).setY(box.getY()).setZ(box.getZ()))
                .setOrientation(Quaternions.of(RigidTransform.ofYaw(0, 0, 0, box.getYaw())));
        SceneEntity.Builder entity = SceneEntity.newBuilder()
                .setLifetime(Duration.newBuilder().setNanos(LIFETIME_NANOS));
        entity.addCubesBuilder().setPose(pose).setColor(colour(className, OPACITY)).setSize(Vector3.newBuilder()
                .setX(box.getLength()).setY(box.getWidth()).setZ(box.getHeight()));
        pose.getPositionBuilder().setZ(box.getZ() + box.getHeight() / 2 + CAPTION_METRES);
        entity.addTextsBuilder().setPose(pose).setBillboard(true).setFontSize(CAPTION_METRES)
                .setColor(colour(className, 1)).setText(caption);
        return entity;
    }

    private static KeyValuePair fact(String key, String value) {
        return KeyValuePair.newBuilder().setKey(key).setValue(value).build();
    }

    /** A colour that depends on the class's name alone. */
    private static Color colour(String className, double opacity) {
        double hue = Math.floorMod(className.hashCode(), 1000) * HUE_STEP;
        return Color.newBuilder().setR(wave(hue)).setG(wave(hue + 1 / 3.0)).setB(wave(hue + 2 / 3.0)).setA(opacity)
                .build();
    }

    private static double wave(double turns) {
        return 0.55 + 0.45 * StrictMath.cos(2 * Math.PI * turns);
    }
}
