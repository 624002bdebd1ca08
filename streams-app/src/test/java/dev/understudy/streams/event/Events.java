package dev.understudy.streams.event;

import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.event.ImageBox;
import dev.understudy.event.SourceOffset;
import dev.understudy.proto.Topics;
import java.util.List;

/** Classified objects for tests. */
final class Events {

    private Events() {
    }

    static ClassifiedObject van(int index) {
        return ClassifiedObject.newBuilder()
                .setEventId("00112233445566778899aabbccddeeff").setStampNs(1_316_995_200_123_456_789L)
                .setRobot("robot-1").setLidarFrameId("velodyne").setClusterIndex(index)
                .setBox(new Box(12.5, -3.25, 0.5, 4.5, 1.75, 1.5, 0.125)).setPointCount(321).setTrackId(77)
                .setClassName("van").setTaxonomyVersion("road-v1").setScore(0.75f).setPointScore(0.5f)
                .setImageScore(null).setSpokenBy("point").setServedWeights("teacher").setPairing("camera-timeout")
                .setImageBox(new ImageBox("cam_left", 1f, 2f, 30.5f, 40.5f)).setModel("student").setModelVersion(3)
                .setModelDigest("ab".repeat(32))
                .setSources(List.of(new SourceOffset(Topics.LIDAR_FRAME, 1, 42L))).build();
    }
}
