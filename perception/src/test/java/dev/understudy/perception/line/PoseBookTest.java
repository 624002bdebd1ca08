package dev.understudy.perception.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.geometry.EgoMotion;
import dev.understudy.proto.foxglove.FrameTransform;
import org.junit.jupiter.api.Test;

class PoseBookTest {

    private static final String ROBOT = "r1";
    private static final int HORIZON = 300; // frames: 30 s at 10 Hz

    private final StampedMap<FrameTransform> store = new StampedMap<>();
    private final PoseBook poses = new PoseBook(FrameLineConfig.defaults(), store);

    private void put(int frame, double x) {
        poses.put(ROBOT, LineScene.pose(frame, x), LineScene.START_MILLIS);
    }

    @Test
    void shouldGiveTheLatestPoseUpToAMoment() {
        put(0, 0);
        put(1, 1);
        put(3, 3);

        assertThat(poses.at(ROBOT, LineScene.LIDAR, LineScene.stamp(2)).orElseThrow().getTranslation().getX())
                .isEqualTo(1);
        assertThat(poses.at(ROBOT, LineScene.LIDAR, LineScene.stamp(0) - 1)).isEmpty();
        assertThat(poses.at("other", LineScene.LIDAR, LineScene.stamp(2))).isEmpty();
    }

    @Test
    void shouldForgetPosesBeyondTheHorizon() {
        put(0, 0);
        put(1, 1);
        put(HORIZON, 2);

        assertThat(store.latest(ROBOT, LineScene.LIDAR, 0, LineScene.stamp(0))).isNull();
        assertThat(store.latest(ROBOT, LineScene.LIDAR, 0, LineScene.stamp(1))).isNotNull();
    }

    @Test
    void shouldTellNoMotionFromOnePoseOrFromTwoFramesOfReference() {
        put(0, 0);
        assertThat(poses.motion(ROBOT, LineScene.LIDAR, LineScene.stamp(0))).isSameAs(EgoMotion.NONE);
        poses.put(ROBOT, LineScene.pose(1, 1).toBuilder().setParentFrameId("odom").build(), LineScene.START_MILLIS);
        assertThat(poses.motion(ROBOT, LineScene.LIDAR, LineScene.stamp(1))).isSameAs(EgoMotion.NONE);
        put(2, 2);
        put(3, 3);
        assertThat(poses.motion(ROBOT, LineScene.LIDAR, LineScene.stamp(3))).isNotSameAs(EgoMotion.NONE);
    }
}
