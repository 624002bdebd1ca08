package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.stage.PerceptionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** LiDAR frames that come faster than they are segmented: a backlog is one that was appended long ago. */
class OverloadTest {

    private static final String ROBOT = "r1";
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Instant START = Instant.ofEpochMilli(TestScene.START / 1_000_000);

    private PerceptionDriver stream = driver(PerceptionSettings.defaults().withMaxFrameAge(LIMIT));

    @AfterEach
    void conservesAndCloses() {
        assertThat(FrameLedgers.imbalance(stream.ledger())).isEmpty();
        stream.close();
    }

    @Test
    void shouldDropTheOldestFramesOfABacklogAndGoOnWithTheRest() {
        stream.calibration(ROBOT);
        stream.advance(Duration.ofMillis(2450));
        // Ten frames a second wait since 2.45 s: those of the first 0.45 s are past the limit.
        IntStream.range(0, 8).forEach(this::appendedWhenStamped);

        assertThat(stream.clusters()).extracting(ClusterSet::getStampNs)
                .containsExactly(TestScene.stamp(5), TestScene.stamp(6));
        FrameLedger ledger = stream.ledger();
        assertThat(ledger.getLidarDroppedMap()).containsOnly(Map.entry("overload", 5L));
        assertThat(ledger.getLidarIn()).isEqualTo(8);
        assertThat(ledger.getLidarPaired()).isEqualTo(2);
        assertThat(ledger.getLidarPending()).isEqualTo(1);
        assertThat(ledger.getCameraIn()).isEqualTo(8);
        assertThat(stream.dead()).isEmpty();
    }

    @Test
    void shouldTellTheAgeOfWhatItSegments() {
        stream.advance(Duration.ofMillis(1500));
        appendedWhenStamped(0);
        appendedWhenStamped(3);

        assertThat(stream.meters().get("perception.frame.age").timer().max(TimeUnit.MILLISECONDS)).isEqualTo(1500);
        assertThat(stream.meters().get("perception.frame.age").timer().count()).isEqualTo(2);
    }

    @Test
    void shouldDropNoCalibrationImagePoseOrEndOfLogHoweverOld() {
        stream.advance(Duration.ofHours(1));
        stream.send(START, Topics.CALIBRATION, ROBOT, TestScene.calibration(ROBOT));
        stream.send(START, Topics.POSE, ROBOT, TestScene.pose(0));
        stream.send(START.plus(Duration.ofHours(1)), Topics.LIDAR_FRAME, ROBOT, TestScene.lidar(0));
        stream.send(START, Topics.CAMERA_FRAME, ROBOT, TestScene.camera(TestScene.stamp(0)));
        stream.send(START, Topics.LIDAR_FRAME, ROBOT, new byte[0], Topics.HEADER_END_OF_LOG, "1");
        stream.send(START, Topics.CAMERA_FRAME, ROBOT, new byte[0], Topics.HEADER_END_OF_LOG, "1");

        assertThat(stream.clusters()).singleElement().satisfies(set -> {
            assertThat(set.getImageStampNs()).isEqualTo(TestScene.stamp(0));
            assertThat(set.getFixedFrameId()).isEqualTo("map");
        });
        assertThat(stream.ledger().getLidarDroppedMap()).isEmpty();
    }

    @Test
    void shouldNotTakeAnOldStampForOverload() {
        stream.advance(Duration.ofHours(1));
        // Buffered at the robot, on the broker only now.
        stream.send(START.plus(Duration.ofHours(1)), Topics.LIDAR_FRAME, ROBOT, TestScene.lidar(0));

        assertThat(stream.ledger().getLidarPending()).isEqualTo(1);
    }

    @Test
    void shouldNotBelieveTheRobotAboutTheArrival() {
        stream.advance(Duration.ofHours(1));
        stream.send(START, Topics.LIDAR_FRAME, ROBOT, TestScene.lidar(0), "understudy-arrived-ms", "now");

        assertThat(stream.ledger().getLidarDroppedMap()).containsEntry("overload", 1L);
    }

    @Test
    void shouldKeepTheArrivalOutOfDeadLetters() {
        stream.send(START, Topics.LIDAR_FRAME, ROBOT, new byte[] {1, 2, 3});

        assertThat(stream.dead()).singleElement().satisfies(letter ->
                assertThat(letter.headers().lastHeader("understudy-arrived-ms")).isNull());
    }

    @Test
    void shouldDropNothingInReplay() {
        shouldDropNothing(PerceptionSettings.defaults().withMaxFrameAge(LIMIT).replaying());
    }

    @Test
    void shouldDropNothingWhenThereIsNoLimit() {
        shouldDropNothing(PerceptionSettings.defaults().withMaxFrameAge(Duration.ZERO));
    }

    private void shouldDropNothing(PerceptionSettings settings) {
        stream.close();
        stream = driver(settings);
        stream.calibration(ROBOT);
        stream.advance(Duration.ofHours(1));
        IntStream.range(0, 3).forEach(this::appendedWhenStamped);

        assertThat(stream.clusters()).hasSize(2);
        assertThat(stream.ledger().getLidarDroppedMap()).isEmpty();
    }

    /** One LiDAR frame and its image, on the broker since the moment of their stamp. */
    private void appendedWhenStamped(int frame) {
        Instant appended = START.plusMillis(frame * TestScene.PERIOD / 1_000_000);
        stream.send(appended, Topics.LIDAR_FRAME, ROBOT, TestScene.lidar(frame));
        stream.send(appended, Topics.CAMERA_FRAME, ROBOT, TestScene.camera(TestScene.stamp(frame)));
    }

    private static PerceptionDriver driver(PerceptionSettings settings) {
        return new PerceptionDriver(settings, FrameSource.empty());
    }
}
