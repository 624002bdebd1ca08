package dev.understudy.streams;

import static dev.understudy.streams.stage.PerceptionNames.CALIBRATIONS;
import static dev.understudy.streams.stage.PerceptionNames.CALIBRATION_STORE;
import static dev.understudy.streams.stage.PerceptionNames.CLUSTER_SINK;
import static dev.understudy.streams.stage.PerceptionNames.FRAME_CACHE;
import static dev.understudy.streams.stage.PerceptionNames.FRAME_PAIRING;
import static dev.understudy.streams.stage.PerceptionNames.LEDGER_STORE;
import static dev.understudy.streams.stage.PerceptionNames.OBJECT_TRACKING;
import static dev.understudy.streams.stage.PerceptionNames.PAIRING_STORE;
import static dev.understudy.streams.stage.PerceptionNames.PENDING_STORE;
import static dev.understudy.streams.stage.PerceptionNames.POSES;
import static dev.understudy.streams.stage.PerceptionNames.POSE_STORE;
import static dev.understudy.streams.stage.PerceptionNames.PROJECTION;
import static dev.understudy.streams.stage.PerceptionNames.REFERENCES;
import static dev.understudy.streams.stage.PerceptionNames.SEGMENTATION;
import static dev.understudy.streams.stage.PerceptionNames.TRACK_STORE;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.understudy.perception.line.FrameLine;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.PairingState;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.TrackerState;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.claim.ClaimSettings;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.deadletter.DeadLetters;
import dev.understudy.streams.frame.FrameCache;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.stage.ArrivalTime;
import dev.understudy.streams.stage.CalibrationKeeper;
import dev.understudy.streams.stage.CameraProjection;
import dev.understudy.streams.stage.CameraReferences;
import dev.understudy.streams.stage.FramePairingStage;
import dev.understudy.streams.stage.ObjectSegmentation;
import dev.understudy.streams.stage.ObjectTracking;
import dev.understudy.streams.stage.PerceptionSettings;
import dev.understudy.streams.stage.PoseKeeper;
import dev.understudy.streams.stage.SensorStampExtractor;
import dev.understudy.streams.stage.TeacherSource;
import dev.understudy.streams.state.MessageSerde;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From raw sensor records to sets of objects:
 *
 * <pre>
 * lidar ──► object segmentation ──┐
 * camera ──► references ──────────┼─► frame pairing ─► camera projection ─► object tracking ─► clusters
 * calibration ────────────────────┘                    (crops) ▲                ▲
 * pose ────────────────────────────────────────────────────────┴────────────────┘   unusable ─► dead letters
 * </pre>
 *
 * <p>All of it is one sub-topology: the sensor topics are co-partitioned by robot id, so one task sees everything of
 * its robots, in stamp order across topics as far as the records are there. No repartitioning, no joins of raw frames.
 *
 * <p>Pixels. Images never enter a changelogged store: joining raw frames was measured at a third of the speed and at
 * megabytes of changelog per record. Pairing works on references (partition, offset, stamp, digest). The image itself
 * waits in a bounded memory of the task, because nearly always it is needed milliseconds after it passed; and when it
 * is gone from there (a restart, a moved task, a long wait) it is read from its topic again. Both give the same bytes,
 * since a record is immutable, so exactly-once does not depend on the memory. When the topic no longer has it, or it
 * differs from its digest, the frame goes on alone and says so.
 *
 * <p>What a stage does to a frame is a step of the {@link FrameLine}, which is the same way without Kafka; the stages
 * add records, stores, claims, dead letters and metrics.
 *
 * <p>A record may be a claim for a frame that lies in a store ({@link ClaimReader}): a cloud is fetched when its record
 * is read, an image when its pair is known.
 */
public final class PerceptionTopology {

    private PerceptionTopology() {
    }

    /** The topology of a stream that has no claim-check store and no image teacher. */
    public static Topology build(PerceptionSettings settings, Supplier<FrameSource> refetch, MeterRegistry meters) {
        return build(settings, refetch,
                ClaimReader.open(ClaimSettings.NONE, settings.images().refetchTimeout(), meters), meters);
    }

    /** The topology of a stream that has no image teacher. */
    public static Topology build(PerceptionSettings settings, Supplier<FrameSource> refetch, ClaimReader claims,
            MeterRegistry meters) {
        return build(settings, refetch, claims, TeacherSource.NONE, meters);
    }

    /**
     * Builds the topology.
     *
     * @param refetch makes, for each task, the source of images that have left the memory
     * @param claims fetches frames whose records are claims; shared by all tasks, closed by the caller
     * @param teachers opens, for each task, the network that is asked about images
     */
    static Topology build(PerceptionSettings settings, Supplier<FrameSource> refetch, ClaimReader claims,
            TeacherSource teachers, MeterRegistry meters) {
        Topology topology = new Topology();
        DeadLetterCircuits circuits = new DeadLetterCircuits(meters, Topics.LIDAR_FRAME, Topics.CAMERA_FRAME,
                Topics.POSE, Topics.CALIBRATION);
        SensorStampExtractor stamps = new SensorStampExtractor(settings.line().stamps());
        source(topology, "lidar-frames", new ArrivalTime(stamps), Topics.LIDAR_FRAME);
        source(topology, "camera-frames", stamps, Topics.CAMERA_FRAME);
        source(topology, "poses-in", stamps, Topics.POSE);
        // Time 0 puts a calibration before every frame that is there at the same moment.
        source(topology, "calibrations-in", (record, partitionTime) -> 0, Topics.CALIBRATION);

        topology.addProcessor(SEGMENTATION, () -> new ObjectSegmentation(settings, claims, circuits, meters),
                        "lidar-frames")
                .addProcessor(REFERENCES, () -> new CameraReferences(settings, claims, circuits), "camera-frames")
                .addProcessor(CALIBRATIONS, () -> new CalibrationKeeper(circuits), "calibrations-in")
                .addProcessor(POSES, () -> new PoseKeeper(settings, circuits), "poses-in")
                .addProcessor(FRAME_PAIRING, () -> new FramePairingStage(settings),
                        SEGMENTATION, REFERENCES, CALIBRATIONS)
                .addProcessor(PROJECTION, () -> new CameraProjection(settings, refetch.get(), claims, teachers,
                        circuits, meters), FRAME_PAIRING)
                .addProcessor(OBJECT_TRACKING, () -> new ObjectTracking(settings), PROJECTION);
        addStores(topology, settings);

        ByteArraySerializer raw = new ByteArraySerializer();
        topology.addSink(CLUSTER_SINK, Topics.CLUSTER, raw, new MessageSerde<>(ClusterSet.parser()).serializer(),
                OBJECT_TRACKING);
        topology.addSink(DeadLetters.SINK, Topics.DEAD_LETTER, raw, raw,
                SEGMENTATION, REFERENCES, CALIBRATIONS, POSES, PROJECTION);
        return topology;
    }

    private static void source(Topology topology, String name, TimestampExtractor time, String topic) {
        topology.addSource(AutoOffsetReset.earliest(), name, time, new ByteArrayDeserializer(),
                new ByteArrayDeserializer(), topic);
    }

    private static void addStores(Topology topology, PerceptionSettings settings) {
        topology.addStateStore(messages(CALIBRATION_STORE, Serdes.String(), RobotCalibration.parser()),
                CALIBRATIONS, FRAME_PAIRING);
        topology.addStateStore(messages(POSE_STORE, Serdes.Bytes(), FrameTransform.parser()),
                POSES, PROJECTION, OBJECT_TRACKING);
        topology.addStateStore(messages(PAIRING_STORE, Serdes.String(), PairingState.parser()), FRAME_PAIRING);
        topology.addStateStore(messages(PENDING_STORE, Serdes.Bytes(), ClusterSet.parser()), FRAME_PAIRING);
        topology.addStateStore(messages(TRACK_STORE, Serdes.String(), TrackerState.parser()), OBJECT_TRACKING);
        // Written several times per frame: the cache keeps one entry per robot and transaction in the changelog.
        topology.addStateStore(messages(LEDGER_STORE, Serdes.String(), FrameLedger.parser()).withCachingEnabled(),
                SEGMENTATION, REFERENCES, FRAME_PAIRING, PROJECTION);
        topology.addStateStore(new FrameCache.Builder(FRAME_CACHE, settings.images().cacheBytes()),
                REFERENCES, FRAME_PAIRING, PROJECTION);
    }

    /** A persistent, changelogged store of messages. */
    private static <K, V extends MessageLite> StoreBuilder<KeyValueStore<K, V>> messages(String name, Serde<K> keys,
            Parser<V> parser) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, new MessageSerde<>(parser))
                .withLoggingEnabled(Map.of());
    }
}
