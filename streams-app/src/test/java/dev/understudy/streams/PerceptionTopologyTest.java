package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.stage.PerceptionSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PerceptionTopologyTest {

    private static final String ROBOT = "r1";

    private PerceptionDriver stream = new PerceptionDriver();

    @AfterEach
    void conservesAndCloses() {
        assertThat(FrameLedgers.imbalance(stream.ledger())).isEmpty();
        stream.close();
    }

    private void use(PerceptionSettings settings, FrameSource refetch) {
        stream.close();
        stream = new PerceptionDriver(settings, refetch);
    }

    private void pairs(int frames) {
        for (int i = 0; i < frames; i++) {
            stream.lidar(ROBOT, i);
            stream.camera(ROBOT, i);
        }
    }

    @Test
    void shouldPairAFrameAndCutCropsOnceTheCameraHasPassedIt() {
        stream.calibration(ROBOT);
        pairs(2);

        List<ClusterSet> sets = stream.clusters();

        assertThat(sets).hasSize(1);
        ClusterSet set = sets.get(0);
        assertThat(set.getPairing()).isEqualTo(PairingReason.PAIRED);
        assertThat(set.getStampNs()).isEqualTo(TestScene.stamp(0));
        assertThat(set.getImageStampNs()).isEqualTo(TestScene.stamp(0));
        assertThat(set.getClustersCount()).isEqualTo(2);
        assertThat(set.getClustersList()).allMatch(c -> c.hasCrop() && c.getCrop().getRgb().size() == 32 * 32 * 3);
        assertThat(set.getLidarSource().getTopic()).isEqualTo(Topics.LIDAR_FRAME);
        assertThat(set.getCameraSource().getTopic()).isEqualTo(Topics.CAMERA_FRAME);
    }

    @Test
    void shouldKeepTrackIdsInStampOrder() {
        stream.calibration(ROBOT);
        pairs(6);

        List<ClusterSet> sets = stream.clusters();

        assertThat(sets).extracting(ClusterSet::getStampNs).isSorted().hasSize(5);
        List<Long> first = sets.get(0).getClustersList().stream().map(c -> c.getTrackId()).toList();
        assertThat(first).doesNotContain(0L).doesNotHaveDuplicates();
        assertThat(sets).allSatisfy(set ->
                assertThat(set.getClustersList().stream().map(c -> c.getTrackId()).toList()).isEqualTo(first));
    }

    @Test
    void shouldTrackInTheFixedFrameWhenAPoseIsKnown() {
        stream.calibration(ROBOT);
        stream.send(Topics.POSE, ROBOT, TestScene.pose(0));
        pairs(2);

        assertThat(stream.clusters()).extracting(ClusterSet::getFixedFrameId).containsExactly("map");
    }

    @Test
    void shouldWriteNoClustersToAStoreWhenTheFrameLeavesAtOnce() {
        stream.calibration(ROBOT);
        stream.camera(ROBOT, 0);
        stream.camera(ROBOT, 1);
        stream.lidar(ROBOT, 0);

        assertThat(stream.clusters()).hasSize(1);
        assertThat(stream.pendingClusters()).isZero();
    }

    @Test
    void shouldForgetWaitingClustersWhenTheyLeave() {
        stream.calibration(ROBOT);
        stream.lidar(ROBOT, 0);
        assertThat(stream.pendingClusters()).isEqualTo(1);
        stream.camera(ROBOT, 0);
        stream.camera(ROBOT, 1);

        assertThat(stream.clusters()).hasSize(1);
        assertThat(stream.pendingClusters()).isZero();
    }

    @Test
    void shouldSendAFrameAloneWhenTheCameraTimesOut() {
        stream.calibration(ROBOT);
        stream.lidar(ROBOT, 0);
        stream.advance(Duration.ofMillis(200));
        assertThat(stream.clusters()).isEmpty();
        stream.advance(Duration.ofSeconds(1));

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing)
                .containsExactly(PairingReason.CAMERA_TIMEOUT);
        assertThat(stream.ledger().getLidarOnlyMap()).containsEntry("camera-timeout", 1L);
    }

    @Test
    void shouldNotLookAtTheWallClockInReplay() {
        use(PerceptionSettings.defaults().replaying(), FrameSource.empty());
        stream.calibration(ROBOT);
        stream.lidar(ROBOT, 0);
        stream.advance(Duration.ofHours(1));

        assertThat(stream.clusters()).isEmpty();
        assertThat(stream.ledger().getLidarPending()).isEqualTo(1);
    }

    @Test
    void shouldDropDuplicatesAndLateFramesWithTheirReasons() {
        stream.calibration(ROBOT);
        stream.lidar(ROBOT, 3);
        stream.lidar(ROBOT, 3);
        stream.lidar(ROBOT, 1);
        stream.camera(ROBOT, 3);
        stream.camera(ROBOT, 3);

        FrameLedger ledger = stream.ledger();
        assertThat(ledger.getLidarDroppedMap()).containsEntry("duplicate", 1L).containsEntry("late", 1L);
        assertThat(ledger.getCameraDroppedMap()).containsEntry("duplicate", 1L);
        assertThat(ledger.getLidarIn()).isEqualTo(3);
    }

    @Test
    void shouldAccountForTheObjectsBeyondTheCap() {
        PerceptionSettings settings = PerceptionSettings.defaults();
        use(settings.withLine(settings.line().withMaxObjects(1)), FrameSource.empty());
        pairs(3);
        stream.lidar(ROBOT, 1);

        List<ClusterSet> sets = stream.clusters();
        assertThat(sets).hasSize(2).allSatisfy(set -> {
            assertThat(set.getClustersCount()).isEqualTo(1);
            assertThat(set.getObjectsOverCap()).isEqualTo(1);
        });
        assertThat(stream.ledger().getObjectsDroppedMap()).containsOnly(Map.entry("over-cap", 2L));
    }

    @Test
    void shouldSayThatThereIsNoCalibration() {
        pairs(2);

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing)
                .containsExactly(PairingReason.NO_CALIBRATION);
        assertThat(stream.ledger().getLidarOnlyMap()).containsEntry("no-calibration", 1L);
    }

    @Test
    void shouldNotWaitForImagesOfARobotThatStatesNoCamera() {
        stream.send(Topics.CALIBRATION, ROBOT, Calibrations.toProto(ROBOT, List.of()).toByteArray());
        stream.lidar(ROBOT, 0);

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing).containsExactly(PairingReason.NO_CALIBRATION);
    }

    @Test
    void shouldWaitForImagesAgainOnceACalibrationIsForgotten() {
        stream.calibration(ROBOT);
        stream.send(Topics.CALIBRATION, ROBOT, null);
        stream.lidar(ROBOT, 0);
        assertThat(stream.clusters()).isEmpty();
        stream.advance(Duration.ofSeconds(1));

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing).containsExactly(PairingReason.CAMERA_TIMEOUT);
    }

    @Test
    void shouldUseACalibrationThatCameWhileTheFrameWaited() {
        stream.lidar(ROBOT, 0);
        stream.calibration(ROBOT);
        stream.camera(ROBOT, 0);
        stream.camera(ROBOT, 1);

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing).containsExactly(PairingReason.PAIRED);
    }

    @Test
    void shouldFlushWhatWaitsAtTheEndOfBothLogs() {
        stream.calibration(ROBOT);
        pairs(3);
        assertThat(stream.clusters()).hasSize(2);
        stream.send(Topics.LIDAR_FRAME, ROBOT, new byte[0], Topics.HEADER_END_OF_LOG, "1");
        assertThat(stream.clusters()).isEmpty();
        stream.send(Topics.CAMERA_FRAME, ROBOT, new byte[0], Topics.HEADER_END_OF_LOG, "1");

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing).containsExactly(PairingReason.PAIRED);
        FrameLedger ledger = stream.ledger();
        assertThat(ledger.getLidarPaired()).isEqualTo(3);
        assertThat(ledger.getCameraUsed()).isEqualTo(3);
        assertThat(ledger.getLidarPending() + ledger.getCameraPending()).isZero();
    }

    @Test
    void shouldKeepRobotsApart() {
        stream.calibration("a");
        stream.calibration("b");
        stream.lidar("a", 0);
        stream.camera("b", 0);
        stream.camera("b", 1);

        assertThat(stream.clusters()).isEmpty();
    }

    @Test
    void shouldSendUnusableRecordsToTheDeadLettersUnchangedAndGoOn() {
        byte[] good = TestScene.lidar(0);
        byte[] truncated = java.util.Arrays.copyOf(good, good.length / 2);
        stream.calibration(ROBOT);
        stream.send(Topics.LIDAR_FRAME, ROBOT, truncated, "sequence", "7");
        stream.send(Topics.LIDAR_FRAME, null, good);
        stream.send(Topics.LIDAR_FRAME, ROBOT, null);
        stream.send(Topics.CAMERA_FRAME, ROBOT, new byte[] {1, 2, 3});
        stream.send(Topics.CAMERA_FRAME, ROBOT, TestScene.camera(TestScene.START, new byte[0]));
        stream.send(Topics.CALIBRATION, ROBOT, new byte[] {9, 9});
        pairs(2);

        List<TestRecord<byte[], byte[]>> dead = stream.dead();
        assertThat(dead).extracting(r -> text(r, Topics.HEADER_DEAD_REASON)).containsExactly("malformed-message",
                "null-key", "empty-value", "malformed-message", "empty-image", "malformed-message");
        assertThat(dead.get(0).value()).isEqualTo(truncated);
        assertThat(text(dead.get(0), "sequence")).isEqualTo("7");
        assertThat(text(dead.get(0), Topics.HEADER_DEAD_TOPIC)).isEqualTo(Topics.LIDAR_FRAME);
        assertThat(stream.clusters()).hasSize(1);
        assertThat(FrameLedgers.total(stream.ledger().getLidarDeadMap())).isEqualTo(3);
        assertThat(FrameLedgers.total(stream.ledger().getCameraDeadMap())).isEqualTo(2);
    }

    @Test
    void shouldRefuseStampsOfClocksThatAreNotSetOrRunAhead() {
        long hourAhead = TestScene.START + Duration.ofHours(1).toNanos();
        stream.send(Topics.CAMERA_FRAME, ROBOT, TestScene.camera(0));
        stream.send(Topics.CAMERA_FRAME, ROBOT, TestScene.camera(hourAhead));

        assertThat(stream.dead()).extracting(r -> text(r, Topics.HEADER_DEAD_REASON))
                .containsExactly("stamp-zero", "stamp-future");
    }

    @Test
    void shouldGoOnWithoutTheCameraWhenItsImageCannotBeDecoded() {
        byte[] unreadable = TestScene.camera(TestScene.stamp(0), new byte[] {1, 2, 3, 4});
        stream.calibration(ROBOT);
        stream.lidar(ROBOT, 0);
        stream.send(Topics.CAMERA_FRAME, ROBOT, unreadable);
        stream.camera(ROBOT, 1);

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing)
                .containsExactly(PairingReason.CAMERA_UNREADABLE);
        List<TestRecord<byte[], byte[]>> dead = stream.dead();
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).value()).isEqualTo(unreadable);
        assertThat(stream.ledger().getCameraDeadMap()).containsEntry("camera-unreadable", 1L);
    }

    @Test
    void shouldFetchAnImageAgainThatHasLeftTheMemory() {
        AtomicInteger fetches = new AtomicInteger();
        use(PerceptionSettings.defaults().withImageCacheBytes(0), reference -> {
            fetches.incrementAndGet();
            return Optional.of(TestScene.camera(reference.getStampNs()));
        });
        stream.calibration(ROBOT);
        pairs(2);

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing).containsExactly(PairingReason.PAIRED);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void shouldSayThatTheImageIsGone() {
        use(PerceptionSettings.defaults().withImageCacheBytes(0), FrameSource.empty());
        stream.calibration(ROBOT);
        pairs(2);

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing)
                .containsExactly(PairingReason.CAMERA_EXPIRED);
        assertThat(stream.ledger().getCameraDroppedMap()).containsEntry("camera-expired", 1L);
    }

    @Test
    void shouldPassTheTraceOn() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        stream.calibration(ROBOT);
        stream.send(Topics.LIDAR_FRAME, ROBOT, TestScene.lidar(0), Topics.HEADER_TRACEPARENT, trace);
        stream.camera(ROBOT, 0);
        stream.camera(ROBOT, 1);

        TestRecord<byte[], ClusterSet> out = stream.clusterRecords().get(0);
        assertThat(text(out, Topics.HEADER_TRACEPARENT)).isEqualTo(trace);
        assertThat(out.timestamp()).isEqualTo(TestScene.stamp(0) / 1_000_000);
        assertThat(new String(out.key(), StandardCharsets.UTF_8)).isEqualTo(ROBOT);
    }

    private static String text(TestRecord<?, ?> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
