package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.streams.ServedModel;
import dev.understudy.streams.Serving;
import dev.understudy.streams.StreamProcess;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.inference.TeacherAndStudent;
import dev.understudy.streams.model.LiveModel;
import dev.understudy.streams.stage.TeacherSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One drive of a small fleet through both applications. In the middle the perception application ends and goes on
 * with empty folders, as on another machine; and a stream thread of the inference application fails inside a batch,
 * after part of its events were sent.
 */
@Tag("broker")
class StreamExactlyOnceIT {

    private static final long SEED = 20261121;
    private static final int ROBOTS = 2;
    private static final int FRAMES = 8;
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
        try (LoopBroker broker = new LoopBroker(folder.resolve("kafka"))) {
            drive(folder, broker);
            clusters = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : broker.committed(Topics.CLUSTER)) {
                clusters.add(ClusterSet.parseFrom(record.value()));
            }
            samples = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : broker.committed(Topics.SAMPLE)) {
                samples.add(PseudoLabelledSample.parseFrom(record.value()));
            }
            eventIds = broker.committed(Topics.OBJECT_EVENT).stream()
                    .map(r -> new String(r.value(), StandardCharsets.UTF_8)).toList();
            deadLetters = broker.committed(Topics.DEAD_LETTER).size();
        }
    }

    private static void drive(Path folder, LoopBroker broker) throws Exception {
        List<ProducerRecord<byte[], byte[]>> log = FleetRecords.of("", SEED, ROBOTS, FRAMES);
        StreamsSettings settings =
                StreamsSettings.local(broker.kafka(), "", folder.resolve("state")).replaying();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        VerifiedCheckpoint checkpoint = UntrainedModel.checkpoint(1, SEED);
        try (LiveModel<TeacherAndStudent> live =
                        new LiveModel<>(checkpoint, TeacherAndStudent.load(checkpoint.checkpoint()));
                StreamProcess inference = StreamProcess.inference(settings, new Serving(() -> ServedModel.of(live),
                        StreamExactlyOnceIT::failingOnce), meters).start()) {
            try (StreamProcess before = StreamProcess.perception(settings, TeacherSource.NONE, meters).start()) {
                send(broker, log.subList(0, log.size() / 2));
                await().atMost(LIMIT).until(() -> before.ledger().getLidarPaired() > ROBOTS);
            }
            StreamsSettings elsewhere =
                    StreamsSettings.local(settings.kafka(), "", folder.resolve("other-state")).replaying();
            try (StreamProcess after = StreamProcess.perception(elsewhere, TeacherSource.NONE,
                    new SimpleMeterRegistry()).start()) {
                send(broker, log.subList(log.size() / 2, log.size()));
                send(broker, FleetRecords.ends(log));
                await().atMost(LIMIT).until(() -> after.ledger().getLidarPaired() == ROBOTS * FRAMES
                        && after.ledger().getCameraPending() == 0);
                ledger = after.ledger();
            }
            long objects = broker.committed(Topics.CLUSTER).stream().mapToLong(r -> objects(r.value())).sum();
            await().atMost(LIMIT).until(() -> broker.committed(Topics.OBJECT_EVENT).size() >= objects);
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

    private static void send(LoopBroker broker, List<ProducerRecord<byte[], byte[]>> records) {
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            records.forEach(producer::send);
        }
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
