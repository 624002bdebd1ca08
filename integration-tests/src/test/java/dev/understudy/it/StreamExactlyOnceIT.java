package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.cli.embedded.EmbeddedKafka;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.streams.InferenceApp;
import dev.understudy.streams.PerceptionApp;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.inference.TeacherAndStudent;
import dev.understudy.streams.model.LiveModel;
import dev.understudy.streams.topic.TopicCreator;
import dev.understudy.streams.topic.TopicPlans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One drive of a small fleet through both applications. In the middle the perception application ends and goes on
 * with empty folders, as on another machine; and a stream thread of the inference application fails inside a batch,
 * after part of its events were sent.
 */
class StreamExactlyOnceIT {

    private static final long SEED = 20261121;
    private static final int ROBOTS = 2;
    private static final int FRAMES = 8;
    private static final int PARTITIONS = 2;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    /** Events after which the first batch that follows fails. */
    private static final int EVENTS_BEFORE_FAILURE = 10;

    private static List<ClusterSet> clusters;
    private static List<String> eventIds;
    private static List<PseudoLabelledSample> samples;
    private static int deadLetters;
    private static FrameLedger ledger;
    private static double threadFailures;

    @BeforeAll
    static void drive(@TempDir Path folder) throws Exception {
        System.out.println("seed " + SEED);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            String servers = kafka.bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
                new TopicCreator(admin).create(TopicPlans.oneMachine(PARTITIONS));
            }
            drive(folder, servers);
            clusters = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : committed(servers, Topics.CLUSTER)) {
                clusters.add(ClusterSet.parseFrom(record.value()));
            }
            samples = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : committed(servers, Topics.SAMPLE)) {
                samples.add(PseudoLabelledSample.parseFrom(record.value()));
            }
            eventIds = committed(servers, Topics.OBJECT_EVENT).stream()
                    .map(r -> new String(r.value(), StandardCharsets.UTF_8)).toList();
            deadLetters = committed(servers, Topics.DEAD_LETTER).size();
        }
    }

    private static void drive(Path folder, String servers) throws Exception {
        List<ProducerRecord<byte[], byte[]>> log = FleetRecords.of(SEED, ROBOTS, FRAMES);
        StreamsSettings settings =
                StreamsSettings.local(KafkaConnection.to(servers), "", folder.resolve("state")).replaying();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        VerifiedCheckpoint checkpoint = UntrainedModel.checkpoint(1, SEED);
        try (LiveModel<TeacherAndStudent> live =
                        new LiveModel<>(checkpoint, TeacherAndStudent.load(checkpoint.checkpoint()));
                InferenceApp inference = new InferenceApp(settings, live, failingOnce(), meters).start()) {
            try (PerceptionApp before = new PerceptionApp(settings, meters).start()) {
                send(servers, log.subList(0, log.size() / 2));
                await().atMost(LIMIT).until(() -> before.ledger().getLidarPaired() > ROBOTS);
            }
            StreamsSettings elsewhere =
                    StreamsSettings.local(settings.kafka(), "", folder.resolve("other-state")).replaying();
            try (PerceptionApp after = new PerceptionApp(elsewhere, new SimpleMeterRegistry()).start()) {
                send(servers, log.subList(log.size() / 2, log.size()));
                send(servers, FleetRecords.ends(log));
                await().atMost(LIMIT).until(() -> after.ledger().getLidarPaired() == ROBOTS * FRAMES
                        && after.ledger().getCameraPending() == 0);
                ledger = after.ledger();
            }
            long objects = committed(servers, Topics.CLUSTER).stream().mapToLong(r -> objects(r.value())).sum();
            await().atMost(LIMIT).until(() -> committed(servers, Topics.OBJECT_EVENT).size() >= objects);
        }
        threadFailures = meters.counter("streams.thread.failures", "application", settings.inferenceId()).count();
    }

    /** Writes the event's id, and fails once, in the middle of a frame. */
    private static Serializer<ClassifiedObject> failingOnce() {
        AtomicInteger events = new AtomicInteger();
        return (topic, event) -> {
            if (events.incrementAndGet() > EVENTS_BEFORE_FAILURE && event.getClusterIndex() == 1
                    && events.getAndAdd(Integer.MIN_VALUE / 2) > 0) {
                throw new IllegalStateException("made to fail inside a batch");
            }
            return event.getEventId().getBytes(StandardCharsets.UTF_8);
        };
    }

    private static long objects(byte[] set) {
        try {
            return ClusterSet.parseFrom(set).getClustersCount();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(String servers, List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers, "max.request.size", 16 << 20);
        try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> committed(String servers, String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers, "isolation.level", "read_committed",
                "auto.offset.reset", "earliest", "enable.auto.commit", false);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Test
    void shouldSendEveryFrameOnOnce() {
        assertThat(clusters).extracting(set -> set.getRobotId() + "@" + set.getStampNs())
                .doesNotHaveDuplicates().hasSize(ROBOTS * FRAMES);
    }

    @Test
    void shouldKeepTrackIdsAcrossTheRestart() {
        for (String robot : clusters.stream().map(ClusterSet::getRobotId).distinct().toList()) {
            List<ClusterSet> sets = clusters.stream().filter(set -> set.getRobotId().equals(robot)).toList();
            assertThat(sets).extracting(ClusterSet::getStampNs).isSorted();
            List<Long> first = tracks(sets.get(0));
            assertThat(tracks(sets.get(FRAMES - 1))).as("tracks of %s", robot).containsAnyElementsOf(first);
        }
    }

    @Test
    void shouldPublishOneEventPerObjectAlthoughAThreadFailedInsideABatch() {
        assertThat(threadFailures).isEqualTo(1);
        assertThat(eventIds).doesNotHaveDuplicates()
                .hasSize(clusters.stream().mapToInt(ClusterSet::getClustersCount).sum());
    }

    @Test
    void shouldMakeOneSamplePerObject() {
        assertThat(samples)
                .extracting(s -> s.getRobotId() + "@" + s.getStampNs() + "#" + s.getCluster().getIndex())
                .doesNotHaveDuplicates().hasSameSizeAs(eventIds);
    }

    @Test
    void shouldAccountForEveryFrame() {
        assertThat(FrameLedgers.imbalance(ledger)).isEmpty();
        assertThat(ledger.getLidarIn()).isEqualTo(ROBOTS * FRAMES);
        assertThat(ledger.getCameraIn()).isEqualTo(ROBOTS * FRAMES);
        assertThat(ledger.getCameraUsed()).isEqualTo(ROBOTS * FRAMES);
        assertThat(deadLetters).isZero();
    }

    private static List<Long> tracks(ClusterSet set) {
        return set.getClustersList().stream().map(c -> c.getTrackId()).toList();
    }
}
