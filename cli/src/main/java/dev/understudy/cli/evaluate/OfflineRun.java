package dev.understudy.cli.evaluate;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.cli.frames.FrameJoin;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.wire.FrameMessages;
import dev.understudy.streams.InferenceTopology;
import dev.understudy.streams.PerceptionTopology;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.InMemoryRegistry;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.inference.InferenceSettings;
import dev.understudy.streams.stage.PerceptionNames;
import dev.understudy.streams.stage.PerceptionSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.test.TestRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The very topologies of the running system over a log, without a broker: one record at a time, in this thread.
 * Perception runs once; each model classifies the same objects.
 */
final class OfflineRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OfflineRun.class);

    /** Images that may wait for their frames: a hundred times what the running system keeps in memory. */
    private static final long IMAGE_CACHE_BYTES = 3L << 30;

    private final DrivenTopology perception;
    private final List<DrivenTopology> inference = new ArrayList<>();
    private final List<EvaluatedModel> models;
    private final Serde<ClassifiedObject> events = EventSerdes.classifiedObject(new InMemoryRegistry());
    private final FrameMessages messages = new FrameMessages(false);
    private final FrameJoin join;
    private final StageTimes times = new StageTimes();
    private final RunCounts counts = new RunCounts();

    /**
     * @param folder for the state stores
     * @param join takes objects, events and labels
     */
    OfflineRun(PerceptionSettings settings, List<EvaluatedModel> models, Path folder, FrameJoin join) {
        this.models = models;
        this.join = join;
        // An image that has left the memory would be read from its topic again; here it would be lost.
        PerceptionSettings all = settings.withImageCacheBytes(IMAGE_CACHE_BYTES);
        perception = new DrivenTopology(
                PerceptionTopology.build(all, FrameSource::empty, new SimpleMeterRegistry()), "evaluate-perception",
                folder.resolve("perception"), Set.of(Topics.CLUSTER, Topics.DEAD_LETTER));
        for (int i = 0; i < models.size(); i++) {
            inference.add(new DrivenTopology(InferenceTopology.build(new InferenceSettings(0), models.get(i).live(),
                    events.serializer(), new SimpleMeterRegistry()), "evaluate-inference-" + i,
                    folder.resolve("inference-" + i), Set.of(Topics.OBJECT_EVENT, Topics.DEAD_LETTER)));
        }
    }

    /** Runs the whole log. */
    void run(DriveLog log) {
        Map<String, Long> lastStamps = new LinkedHashMap<>();
        for (LogRecord record = next(log); record != null; record = next(log)) {
            lastStamps.merge(record.robot(), record.stampNanos(), Math::max);
            join.read(record);
            if (!(record instanceof LogRecord.Truth)) {
                send(messages.of(record));
            }
        }
        lastStamps.forEach((robot, stamp) -> messages.endOfLog(robot, stamp).forEach(this::send));
        join.endOfLog();
    }

    private LogRecord next(DriveLog log) {
        while (true) {
            try {
                return log.next();
            } catch (RecordingException e) {
                LOG.warn("skipping a damaged record: {}", e.getMessage());
                counts.damaged(e.getMessage());
            }
        }
    }

    private void send(WireRecord wire) {
        RecordHeaders headers = new RecordHeaders();
        wire.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        TestRecord<byte[], byte[]> record = DrivenTopology.record(wire.key().getBytes(StandardCharsets.UTF_8),
                wire.value(), headers, wire.timestampMillis());
        if (wire.value().length == 0) {
            // The end of the log is no measurement.
            perception.send(wire.topic(), record);
        } else {
            times.time(stage(wire.topic()), () -> perception.send(wire.topic(), record));
        }
        perception.take(Topics.CLUSTER, new ByteArrayDeserializer()).forEach(this::classify);
        takeDead(perception);
        perception.dropRest();
    }

    private static String stage(String topic) {
        return switch (topic) {
            case Topics.LIDAR_FRAME -> "LiDAR record: decoding, segmentation, objects";
            case Topics.CAMERA_FRAME -> "camera record: pairing, crops, tracking";
            default -> "calibration or pose record";
        };
    }

    private void classify(TestRecord<byte[], byte[]> clusters) {
        join.clusters(parse(clusters.value()));
        for (int i = 0; i < models.size(); i++) {
            DrivenTopology classifier = inference.get(i);
            times.time("objects of a frame: teacher and student" + (models.size() > 1 ? ", " + "AB".charAt(i) : ""),
                    () -> classifier.send(Topics.CLUSTER, clusters));
            int model = i;
            classifier.take(Topics.OBJECT_EVENT, events.deserializer())
                    .forEach(record -> join.event(model, record.value()));
            takeDead(classifier);
            classifier.dropRest();
        }
    }

    private static ClusterSet parse(byte[] value) {
        try {
            return ClusterSet.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the topology wrote foreign bytes", e);
        }
    }

    private void takeDead(DrivenTopology topology) {
        topology.take(Topics.DEAD_LETTER, new ByteArrayDeserializer()).forEach(r -> counts.dead(r.headers()));
    }

    /** Where every frame went. */
    FrameLedger ledger() {
        List<FrameLedger> robots = new ArrayList<>();
        perception.<FrameLedger>values(PerceptionNames.LEDGER_STORE).forEach(robots::add);
        return FrameLedgers.sum(robots);
    }

    StageTimes times() {
        return times;
    }

    RunCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        perception.close();
        inference.forEach(DrivenTopology::close);
    }
}
