package dev.understudy.streams.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.streams.metrics.StreamMeters;
import dev.understudy.streams.model.Versions.FakeModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelSubscriberTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.CHECKPOINT, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveModel<FakeModel> live = new LiveModel<>(Versions.checkpoint(0), new FakeModel(0));
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<Long> loaded = new CopyOnWriteArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final ModelSubscriber subscriber = new ModelSubscriber(consumer, Versions.MODEL, Versions.RING,
            new ModelAdoption<>(live, checkpoint -> {
                loaded.add(checkpoint.manifest().getVersion());
                return FakeModel.of(checkpoint);
            }, AdoptionReport.none(), meters));

    @AfterEach
    void close() {
        subscriber.close();
        live.close();
    }

    @Test
    void shouldLoadOnlyTheNewestOfTheVersionsItFinds() throws Exception {
        append(1);
        append(2);
        append(3);
        startOnLog();
        assertThat(subscriber.awaitCaughtUp(PATIENCE)).isTrue();
        assertThat(loaded).containsExactly(3L);
    }

    @Test
    void shouldAdoptEachVersionThatComesLater() throws Exception {
        startOnLog();
        assertThat(subscriber.awaitCaughtUp(PATIENCE)).isTrue();
        deliver(append(1));
        deliver(append(2));
        settle();
        assertThat(loaded).containsExactly(1L, 2L);
        assertThat(live.current().ref().getVersion()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAVersionWithoutAllItsChunksAndTakeTheNext() throws Exception {
        startOnLog();
        assertThat(subscriber.awaitCaughtUp(PATIENCE)).isTrue();
        List<ConsumerRecord<byte[], byte[]>> half = append(1);
        deliver(half.subList(1, half.size()));
        deliver(append(2));
        settle();
        assertThat(loaded).containsExactly(2L);
        assertThat(refused("missing-chunk")).isEqualTo(1);
    }

    @Test
    void shouldPassOverRecordsThatAreNoChunks() throws Exception {
        startOnLog();
        assertThat(subscriber.awaitCaughtUp(PATIENCE)).isTrue();
        deliver(List.of(record(new byte[] {-1, -1, -1})));
        deliver(append(1));
        settle();
        assertThat(loaded).containsExactly(1L);
        assertThat(refused("malformed-chunk")).isEqualTo(1);
    }

    @Test
    void shouldNotRefuseWhatIsLeftOfADeletedVersion() throws Exception {
        log.set(0, new ConsumerRecord<>(Topics.CHECKPOINT, 0, 0, append(1).get(0).key(), null));
        append(2);
        delete(1);
        startOnLog();
        assertThat(subscriber.awaitCaughtUp(PATIENCE)).isTrue();
        assertThat(loaded).containsExactly(2L);
        assertThat(meters.find(StreamMeters.CHECKPOINTS_REFUSED).counter()).isNull();
    }

    @Test
    void shouldKeepTheLiveModelWhenOldVersionsAreDeleted() throws Exception {
        startOnLog();
        assertThat(subscriber.awaitCaughtUp(PATIENCE)).isTrue();
        deliver(append(1));
        deliver(append(2));
        deliver(List.of(delete(1)));
        settle();
        assertThat(live.current().ref().getVersion()).isEqualTo(2);
        assertThat(meters.find(StreamMeters.CHECKPOINTS_REFUSED).counter()).isNull();
    }

    @Test
    void shouldGoOnAfterTheBrokerWasAway() throws Exception {
        startOnLog();
        assertThat(subscriber.awaitCaughtUp(PATIENCE)).isTrue();
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("broker away")));
        deliver(append(1));
        settle();
        assertThat(loaded).containsExactly(1L);
    }

    private void startOnLog() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) log.size()));
        List<ConsumerRecord<byte[], byte[]>> present = List.copyOf(log);
        consumer.schedulePollTask(() -> present.forEach(consumer::addRecord));
        subscriber.start();
    }

    private List<ConsumerRecord<byte[], byte[]>> append(long version) {
        EncodedCheckpoint encoded = Versions.encoded(version, version);
        List<ConsumerRecord<byte[], byte[]>> added = new ArrayList<>();
        for (CheckpointChunk chunk : encoded.records()) {
            added.add(new ConsumerRecord<>(Topics.CHECKPOINT, 0, log.size(),
                    CheckpointCodec.recordKey(chunk).getBytes(StandardCharsets.UTF_8),
                    chunk.toByteArray()));
            log.add(added.get(added.size() - 1));
        }
        return added;
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] value) {
        log.add(new ConsumerRecord<>(Topics.CHECKPOINT, 0, log.size(), new byte[0], value));
        return log.get(log.size() - 1);
    }

    private ConsumerRecord<byte[], byte[]> delete(long version) {
        CheckpointChunk manifest = Versions.encoded(version, version).records().stream()
                .filter(CheckpointChunk::hasManifest).findFirst().orElseThrow();
        log.add(new ConsumerRecord<>(Topics.CHECKPOINT, 0, log.size(),
                CheckpointCodec.recordKey(manifest).getBytes(StandardCharsets.UTF_8), null));
        return log.get(log.size() - 1);
    }

    private void deliver(List<ConsumerRecord<byte[], byte[]>> records) {
        consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
    }

    /** Waits until everything delivered has been taken: the second of two further polls is behind the last record. */
    private void settle() throws InterruptedException {
        CountDownLatch polled = new CountDownLatch(2);
        consumer.schedulePollTask(polled::countDown);
        consumer.schedulePollTask(polled::countDown);
        assertThat(polled.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }

    private double refused(String reason) {
        return meters.get(StreamMeters.CHECKPOINTS_REFUSED).tag("reason", reason).counter().count();
    }
}
