package dev.understudy.it;

import dev.understudy.cli.evaluate.EventDigest;
import dev.understudy.cli.local.LocalServices;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.CheckpointAssembler;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** A broker with every topic, and a look at them from outside. */
final class LoopBroker implements AutoCloseable {

    static final int PARTITIONS = 2;

    private final LocalServices services;

    /** A broker of the test's own, which runs the stream under its usual name, or is what fails. */
    LoopBroker(Path folder) {
        this(LocalServices.brokerOnly(folder, Topics.MAX_RECORD_BYTES).createTopics(PARTITIONS));
    }

    private LoopBroker(LocalServices services) {
        this.services = services;
    }

    /** The one that all tests with robots, models and groups of their own share; closing it does nothing. */
    static LoopBroker shared() {
        return withTopics(SharedServices.kafka());
    }

    /** The shared one with topics in which nothing lies: for a test that looks at every record of one. */
    static LoopBroker cleared() {
        return withTopics(SharedServices.emptied());
    }

    private static LoopBroker withTopics(KafkaConnection kafka) {
        return new LoopBroker(LocalServices.of(kafka, "").createTopics(PARTITIONS));
    }

    /** One that runs anyway. */
    static LoopBroker at(KafkaConnection kafka) {
        return new LoopBroker(LocalServices.of(kafka, ""));
    }

    String bootstrapServers() {
        return kafka().servers();
    }

    KafkaConnection kafka() {
        return services.kafka();
    }

    Producer<byte[], byte[]> producer() {
        return kafka().producer(ClientPurpose.NONE);
    }

    /** Under a transactional id. */
    Producer<byte[], byte[]> producer(String transactionalId) {
        return kafka().producer(ClientPurpose.NONE.fixed("transactional.id", transactionalId));
    }

    /** Sends samples of one robot, numbered, over all partitions. */
    void sendSamples(String robot, int from, int to) {
        try (Producer<byte[], byte[]> producer = producer()) {
            for (int number = from; number < to; number++) {
                producer.send(new ProducerRecord<>(Topics.SAMPLE, number % PARTITIONS, utf8(robot),
                        LedgerLearner.sample(robot, number).toByteArray()));
            }
        }
    }

    /** Sends records of the checkpoint topic as they are. */
    static void sendChunks(Producer<byte[], byte[]> producer, List<CheckpointChunk> chunks) {
        chunks.forEach(chunk -> producer.send(new ProducerRecord<>(Topics.CHECKPOINT, 0,
                utf8(CheckpointCodec.recordKey(chunk)), chunk.toByteArray())));
        producer.flush();
    }

    /** Every committed record of a topic, partition by partition. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = kafka().consumer(ClientPurpose.NONE)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** Digest of all committed events, whose schema is in the shared registry. */
    EventDigest eventDigest() {
        EventDigest digest = new EventDigest();
        try (Deserializer<ClassifiedObject> events =
                EventSerdes.classifiedObject(SchemaRegistry.open(SharedServices.registryUrl())).deserializer()) {
            committed(Topics.OBJECT_EVENT).forEach(r -> digest.add(events.deserialize(r.topic(), r.value())));
        }
        return digest;
    }

    /** Versions of a model that have been deleted, in order. */
    List<Long> deletedVersions(String model) {
        return committed(Topics.CHECKPOINT).stream()
                .flatMapToLong(record -> CheckpointCodec.deletedVersion(model, record.key(), record.value()).stream())
                .boxed().toList();
    }

    /**
     * Every version of a model on the topic, deleted ones that are not compacted yet among them; any refusal is an
     * error.
     */
    List<VerifiedCheckpoint> versions(String model, KeyRing ring) throws Exception {
        CheckpointAssembler assembler = new CheckpointAssembler(ring, AssemblyLimits.defaults());
        List<VerifiedCheckpoint> versions = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : committed(Topics.CHECKPOINT)) {
            CheckpointChunk chunk = CheckpointChunk.parseFrom(record.value() == null ? new byte[0] : record.value());
            if (chunk.getModel().equals(model)) {
                assembler.accept(chunk).ifPresent(settled ->
                        versions.add(((Assembly.Verified) settled).checkpoint()));
            }
        }
        return versions;
    }

    List<LifecycleEvent> lifecycle(String model) throws Exception {
        List<LifecycleEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : committed(Topics.LIFECYCLE)) {
            LifecycleEvent event = LifecycleEvent.parseFrom(record.value());
            if (event.getModel().getModel().equals(model)) {
                events.add(event);
            }
        }
        return events;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        services.close();
    }
}
