package dev.understudy.cli.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameJoinTest {

    private final List<JoinedFrame> frames = new ArrayList<>();
    private final FrameJoin join = new FrameJoin(1, frames::add);

    @Test
    void shouldWaitForLabelsThatComeAfterTheObjects() {
        join.read(lidar("a", 5));
        join.clusters(set("a", 5));

        assertThat(frames).isEmpty();
        join.read(new LogRecord.Truth("a", "lidar", 5, "kitti", List.of()));
        assertThat(frames).singleElement().satisfies(f -> assertThat(f.truth()).isNotNull());
    }

    @Test
    void shouldGoOnWithoutLabelsOnceTheRobotsLogIsPast() {
        join.read(lidar("a", 5));
        join.clusters(set("a", 5));
        join.read(lidar("b", 6));

        assertThat(frames).isEmpty();
        join.read(lidar("a", 6));
        assertThat(frames).singleElement().satisfies(f -> assertThat(f.truth()).isNull());
    }

    @Test
    void shouldLetTheLastFrameGoAtTheEndOfTheLog() {
        join.clusters(set("a", 5));
        join.endOfLog();

        assertThat(join.frames()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheFramesOfTwoLidarsApartThatShareAStamp() {
        for (String lidar : List.of("front", "rear")) {
            join.read(new LogRecord.Truth("a", lidar, 5, lidar + " labels", List.of()));
            join.clusters(ClusterSet.newBuilder().setRobotId("a").setLidarFrameId(lidar).setStampNs(5)
                    .addClusters(Cluster.getDefaultInstance()).build());
        }
        join.event(0, event("front"));

        assertThat(frames).singleElement().satisfies(f -> assertThat(f.truth().domain()).isEqualTo("front labels"));
        join.event(0, event("rear"));
        assertThat(frames).hasSize(2).last().satisfies(f -> {
            assertThat(f.truth().domain()).isEqualTo("rear labels");
            assertThat(f.events().get(0).get(0).getLidarFrameId()).isEqualTo("rear");
        });
    }

    private static ClassifiedObject event(String lidar) {
        return ClassifiedObject.newBuilder().setEventId("id").setStampNs(5).setRobot("a").setLidarFrameId(lidar)
                .setClusterIndex(0).setBox(new Box(10.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0)).setPointCount(1).setTrackId(3)
                .setClassName("van").setTaxonomyVersion("v").setScore(0.5f).setSpokenBy("joint")
                .setServedWeights("teacher").setPairing("paired").setModel("m").setModelVersion(1)
                .setModelDigest("00").setSources(List.of()).build();
    }

    private static LogRecord lidar(String robot, long stamp) {
        return new LogRecord.LidarFrame(robot, "lidar", 0, stamp, new float[0]);
    }

    private static ClusterSet set(String robot, long stamp) {
        return ClusterSet.newBuilder().setRobotId(robot).setLidarFrameId("lidar").setStampNs(stamp).build();
    }
}
