package dev.understudy.streams;

import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.claim.ClaimSettings;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.stage.PerceptionNames;
import dev.understudy.streams.stage.PerceptionSettings;
import dev.understudy.streams.stage.TeacherSource;
import dev.understudy.streams.state.BoundedRocksDb;
import dev.understudy.streams.state.MessageSerde;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** The perception topology without a broker, fed record by record. */
final class PerceptionDriver implements AutoCloseable {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;
    private final TestOutputTopic<byte[], ClusterSet> clusters;
    private final TestOutputTopic<byte[], byte[]> dead;

    PerceptionDriver() {
        this(PerceptionSettings.defaults(), FrameSource.empty());
    }

    PerceptionDriver(PerceptionSettings settings, FrameSource refetch) {
        this(settings, refetch, TeacherSource.NONE);
    }

    PerceptionDriver(PerceptionSettings settings, FrameSource refetch, ClaimReader claims) {
        this(settings, refetch, claims, TeacherSource.NONE);
    }

    PerceptionDriver(PerceptionSettings settings, FrameSource refetch, TeacherSource teachers) {
        this(settings, refetch,
                ClaimReader.open(ClaimSettings.NONE, Duration.ofSeconds(5), new SimpleMeterRegistry()), teachers);
    }

    private PerceptionDriver(PerceptionSettings settings, FrameSource refetch, ClaimReader claims,
            TeacherSource teachers) {
        this(settings, refetch, claims, teachers, Instant.ofEpochMilli(TestScene.START / 1_000_000));
    }

    /** A stream of recorded frames, whose stamps are those of another time than {@link TestScene}'s. */
    static PerceptionDriver at(Instant wallClock, PerceptionSettings settings) {
        ClaimReader none = ClaimReader.open(ClaimSettings.NONE, Duration.ofSeconds(5), new SimpleMeterRegistry());
        return new PerceptionDriver(settings, FrameSource.empty(), none, TeacherSource.NONE, wallClock);
    }

    private PerceptionDriver(PerceptionSettings settings, FrameSource refetch, ClaimReader claims,
            TeacherSource teachers, Instant wallClock) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test-perception");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        // Another checkout's tests may run at the same time, and the default is one folder for all of them.
        properties.put(StreamsConfig.STATE_DIR_CONFIG, Path.of("target", "streams-state").toAbsolutePath().toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        driver = new TopologyTestDriver(
                PerceptionTopology.build(settings, () -> refetch, claims, teachers, meters), properties, wallClock);
        clusters = driver.createOutputTopic(Topics.CLUSTER, new ByteArrayDeserializer(),
                new MessageSerde<>(ClusterSet.parser()).deserializer());
        dead = driver.createOutputTopic(Topics.DEAD_LETTER, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Sends a record for which the broker states no time. */
    void send(String topic, String robot, byte[] value, String... header) {
        send(Instant.EPOCH, topic, robot, value, header);
    }

    void send(Instant appended, String topic, String robot, byte[] value, String... header) {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < header.length; i += 2) {
            headers.add(header[i], header[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        byte[] key = robot == null ? null : robot.getBytes(StandardCharsets.UTF_8);
        TestInputTopic<byte[], byte[]> in =
                driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
        in.pipeInput(new TestRecord<>(key, value, headers, appended));
    }

    void lidar(String robot, int frame) {
        send(Topics.LIDAR_FRAME, robot, TestScene.lidar(frame));
    }

    void camera(String robot, int frame) {
        send(Topics.CAMERA_FRAME, robot, TestScene.camera(TestScene.stamp(frame)));
    }

    void calibration(String robot) {
        send(Topics.CALIBRATION, robot, TestScene.calibration(robot));
    }

    void endOfLog(String robot) {
        send(Topics.LIDAR_FRAME, robot, new byte[0], Topics.HEADER_END_OF_LOG, "1");
        send(Topics.CAMERA_FRAME, robot, new byte[0], Topics.HEADER_END_OF_LOG, "1");
    }

    void advance(Duration wallClock) {
        driver.advanceWallClockTime(wallClock);
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    List<ClusterSet> clusters() {
        return clusters.readValuesToList();
    }

    List<TestRecord<byte[], ClusterSet>> clusterRecords() {
        return clusters.readRecordsToList();
    }

    List<TestRecord<byte[], byte[]>> dead() {
        return dead.readRecordsToList();
    }

    FrameLedger ledger() {
        List<FrameLedger> all = new ArrayList<>();
        try (KeyValueIterator<String, FrameLedger> robots =
                driver.<String, FrameLedger>getKeyValueStore(PerceptionNames.LEDGER_STORE).all()) {
            while (robots.hasNext()) {
                KeyValue<String, FrameLedger> entry = robots.next();
                all.add(entry.value);
            }
        }
        return FrameLedgers.sum(all);
    }

    int pendingClusters() {
        int n = 0;
        try (KeyValueIterator<?, ?> all = driver.getKeyValueStore(PerceptionNames.PENDING_STORE).all()) {
            while (all.hasNext()) {
                all.next();
                n++;
            }
        }
        return n;
    }

    @Override
    public void close() {
        driver.close();
    }
}
