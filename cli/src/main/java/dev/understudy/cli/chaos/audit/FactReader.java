package dev.understudy.cli.chaos.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.TrainerState;
import dev.understudy.streams.inference.EventIds;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;

/** Turns committed records of any topic into facts. What was planted to be unreadable is left to the dead letters. */
public final class FactReader {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] EMPTY = {};

    private final Facts facts;
    private final KeyRing ring;
    private final Deserializer<ClassifiedObject> events;
    private final VersionReader versions;
    private final String model;
    private final String ledgerTopic;

    /**
     * Makes a reader.
     *
     * @param events reads events in the registry's wire format
     * @param ledgerTopic changelog of the frame ledger
     */
    public FactReader(Facts facts, String model, KeyRing ring, Deserializer<ClassifiedObject> events,
            String ledgerTopic) {
        this.facts = facts;
        this.model = model;
        this.ring = ring;
        this.events = events;
        this.versions = new VersionReader(facts, model, ring);
        this.ledgerTopic = ledgerTopic;
    }

    /** Takes the next record of its partition. */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? EMPTY : record.value();
        try {
            switch (record.topic()) {
                case Topics.LIDAR_FRAME -> frame(record).ifPresent(facts.lidar::add);
                case Topics.CAMERA_FRAME -> frame(record).ifPresent(facts.camera::add);
                case Topics.CLUSTER -> facts.sets.add(set(record, ClusterSet.parseFrom(value)));
                case Topics.OBJECT_EVENT -> facts.events.add(event(record));
                case Topics.SAMPLE -> facts.samples.add(sample(record, PseudoLabelledSample.parseFrom(value)));
                case Topics.DEAD_LETTER -> facts.dead.add(letter(record));
                case Topics.CHECKPOINT -> versions.take(record);
                case Topics.TRAINER_STATE -> state(record);
                case Topics.LIFECYCLE -> facts.decisions.add(decision(record, LifecycleEvent.parseFrom(value)));
                default -> ledger(record, value);
            }
        } catch (InvalidProtocolBufferException | SerializationException e) {
            facts.unreadable.put(Origin.of(record), String.valueOf(e.getMessage()));
        }
    }

    /** Other keys of the topic hold pieces of the learner's memory. */
    private void state(ConsumerRecord<byte[], byte[]> record) throws InvalidProtocolBufferException {
        if (record.value() != null && model.equals(new String(record.key(), StandardCharsets.UTF_8))) {
            facts.states.add(TrainerState.parseFrom(record.value()));
        }
    }

    private void ledger(ConsumerRecord<byte[], byte[]> record, byte[] value) throws InvalidProtocolBufferException {
        if (record.topic().equals(ledgerTopic)) {
            facts.ledgers.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), robot -> new TreeMap<>())
                    .put(record.partition(), FrameLedger.parseFrom(value));
        }
    }

    private static Optional<FrameFact> frame(ConsumerRecord<byte[], byte[]> record) {
        if (record.headers().lastHeader(Topics.HEADER_END_OF_LOG) != null) {
            return Optional.empty();
        }
        SensorIdentity sensor = SensorIdentity.of(record);
        return Optional.of(new FrameFact(Origin.of(record), robot(record.key()), sensor.frameId(),
                sensor.stampNanos()));
    }

    private static SetFact set(ConsumerRecord<byte[], byte[]> record, ClusterSet set) {
        List<String> ids = set.getClustersList().stream().map(object -> id(set.getRobotId(), set.getLidarFrameId(),
                set.getStampNs(), object.getIndex())).toList();
        return new SetFact(Origin.of(record), set.getRobotId(), set.getLidarFrameId(), set.getStampNs(), ids,
                Origin.of(set.getLidarSource()), Origin.of(set.getCameraSource()));
    }

    private ObjectFact event(ConsumerRecord<byte[], byte[]> record) {
        ClassifiedObject event = events.deserialize(record.topic(), record.value());
        return new ObjectFact(Origin.of(record),
                frame(event.getRobot(), event.getLidarFrameId(), event.getStampNs()), event.getEventId(),
                new ModelId(event.getModelVersion(), event.getModelDigest()), true);
    }

    private static ObjectFact sample(ConsumerRecord<byte[], byte[]> record, PseudoLabelledSample sample) {
        return new ObjectFact(Origin.of(record),
                frame(sample.getRobotId(), sample.getLidarFrameId(), sample.getStampNs()), objectId(sample),
                ModelId.of(sample.getTeacher()), SampleDecision.teaches(sample));
    }

    /** The event id of the object that a sample is of, hex. */
    public static String objectId(PseudoLabelledSample sample) {
        return id(sample.getRobotId(), sample.getLidarFrameId(), sample.getStampNs(), sample.getCluster().getIndex());
    }

    private static DeadFact letter(ConsumerRecord<byte[], byte[]> record) {
        String topic = header(record, Topics.HEADER_DEAD_TOPIC);
        Origin from = topic.isEmpty() ? null : new Origin(topic,
                Integer.parseInt(header(record, Topics.HEADER_DEAD_PARTITION)),
                Long.parseLong(header(record, Topics.HEADER_DEAD_OFFSET)));
        return new DeadFact(Origin.of(record), from, header(record, Topics.HEADER_DEAD_REASON));
    }

    private DecisionFact decision(ConsumerRecord<byte[], byte[]> record, LifecycleEvent event) {
        Header signature = record.headers().lastHeader(Topics.HEADER_SIGNATURE);
        boolean trusted = signature != null
                && ring.objection(header(record, Topics.HEADER_KEY_ID), record.value(), signature.value()).isEmpty();
        return new DecisionFact(Origin.of(record), event.getKind(), ModelId.of(event.getModel()), event.getEpoch(),
                event.getReason(), trusted);
    }

    /** Key as the ledger names it: empty where no robot can be named. */
    private static String robot(byte[] key) {
        if (key == null) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private static String frame(String robot, String frameId, long stamp) {
        return robot + '|' + frameId + '|' + stamp;
    }

    private static String id(String robot, String frameId, long stamp, int index) {
        return HEX.formatHex(EventIds.of(robot, frameId, stamp, index));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
