package dev.understudy.cli.frames;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static LogRecord lidar(String robot, long stamp) {
        return new LogRecord.LidarFrame(robot, "lidar", 0, stamp, new float[0]);
    }

    private static ClusterSet set(String robot, long stamp) {
        return ClusterSet.newBuilder().setRobotId(robot).setStampNs(stamp).build();
    }
}
