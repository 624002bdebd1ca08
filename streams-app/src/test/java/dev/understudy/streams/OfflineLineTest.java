package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.ListedLog;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.wire.FrameMessages;
import dev.understudy.streams.stage.PerceptionSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame line offline, as training and experiments use it, against the topology. */
class OfflineLineTest {

    /** After every stamp of a simulated drive. */
    private static final Instant WALL_CLOCK = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, List<ByteString>> streamed = new LinkedHashMap<>();
    private final Map<String, List<ByteString>> offline = new LinkedHashMap<>();
    private final List<ClusterSet> sets = new ArrayList<>();
    private FrameLedger streamedLedger;
    private FrameLedger offlineLedger;

    @BeforeEach
    void forget() {
        streamed.clear();
        offline.clear();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 17})
    void shouldMakeTheSameBytesOfASoundDrive(long seed) {
        System.out.println("seed " + seed);
        run(TwoCameraDrive.sound(seed));

        assertThat(offline).isEqualTo(streamed);
        assertThat(offlineLedger).isEqualTo(streamedLedger);
        assertThat(sets).hasSize(TwoCameraDrive.ROBOTS * TwoCameraDrive.FRAMES)
                .allMatch(set -> set.getFixedFrameId().equals("map"));
        assertThat(cameras()).containsExactly(TwoCameraDrive.FRONT, TwoCameraDrive.LEFT);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 23})
    void shouldMakeTheSameBytesOfADamagedDrive(long seed) {
        System.out.println("seed " + seed);
        run(TwoCameraDrive.damaged(seed));

        assertThat(offline).isEqualTo(streamed);
        assertThat(offlineLedger).isEqualTo(streamedLedger);
        assertThat(offlineLedger.getLidarDeadMap()).containsKeys("stamp-zero", "no-finite-point");
        assertThat(offlineLedger.getLidarDroppedMap()).containsKeys("duplicate", "late");
        assertThat(offlineLedger.getCameraDeadMap()).containsKeys("camera-unreadable", "empty-image");
    }

    private void run(List<LogRecord> records) {
        try (PerceptionDriver stream = PerceptionDriver.at(WALL_CLOCK, PerceptionSettings.defaults().replaying())) {
            FrameMessages messages = new FrameMessages(false);
            records.forEach(record -> send(stream, messages.of(record)));
            records.stream().map(LogRecord::robot).distinct().forEach(stream::endOfLog);
            stream.clusters().forEach(set -> add(streamed, set));
            streamedLedger = stream.ledger();
        }
        try (ObjectHarvest harvest = ObjectHarvest.of(new ListedLog(records), LabelCoverage.EVERYWHERE)) {
            for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                add(offline, frame.set());
                sets.add(frame.set());
            }
            offlineLedger = harvest.ledger();
        }
    }

    private static void send(PerceptionDriver stream, WireRecord record) {
        List<String> headers = new ArrayList<>();
        record.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        stream.send(record.topic(), record.key(), record.value(), headers.toArray(String[]::new));
    }

    /** Robots are independent of each other: only each one's frames have an order. */
    private static void add(Map<String, List<ByteString>> byRobot, ClusterSet set) {
        byRobot.computeIfAbsent(set.getRobotId(), robot -> new ArrayList<>()).add(set.toByteString());
    }

    private TreeSet<String> cameras() {
        TreeSet<String> cameras = new TreeSet<>();
        sets.stream().flatMap(set -> set.getClustersList().stream()).filter(Cluster::hasCrop)
                .forEach(cluster -> cameras.add(cluster.getCrop().getCameraFrameId()));
        return cameras;
    }
}
