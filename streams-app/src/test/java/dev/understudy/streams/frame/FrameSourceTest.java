package dev.understudy.streams.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.SourceRecord;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FrameSourceTest {

    private static final byte[] IMAGE = {1, 2, 3, 4};

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final TopicFrameSource topic = new TopicFrameSource(() -> consumer, Duration.ofMillis(300));

    private static SourceRecord at(long offset) {
        return SourceRecord.newBuilder().setTopic("cam").setPartition(2).setOffset(offset).build();
    }

    private static CameraReference reference(long offset, byte[] value) {
        return CameraReference.newBuilder().setSource(at(offset)).setCrc32C(Digests.crc32c(value)).build();
    }

    private void topicHolds(long offset, byte[] value) {
        TopicPartition partition = new TopicPartition("cam", 2);
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(partition, offset));
            consumer.updateEndOffsets(Map.of(partition, offset + 1));
            consumer.addRecord(new ConsumerRecord<>("cam", 2, offset, null, value));
        });
    }

    @Test
    void shouldReadARecordFromItsTopicAgain() {
        topicHolds(7, IMAGE);

        assertThat(topic.fetch(reference(7, IMAGE))).hasValueSatisfying(v -> assertThat(v).isEqualTo(IMAGE));
    }

    @Test
    void shouldRefuseARecordThatDiffersFromItsDigest() {
        topicHolds(7, new byte[] {9});

        assertThat(topic.fetch(reference(7, IMAGE))).isEmpty();
    }

    @Test
    void shouldNotWaitForARecordThatRetentionTook() {
        topicHolds(9, IMAGE);

        assertThat(topic.fetch(reference(7, IMAGE))).isEmpty();
    }

    @Test
    void shouldGiveUpAfterTheTimeout() {
        assertThat(topic.fetch(reference(7, IMAGE))).isEmpty();
    }

    @Test
    void shouldAskTheTopicOnlyForWhatTheMemoryLacks() {
        FrameCache cache = new FrameCache("cache", 100);
        cache.put(at(7), new CameraRecord(IMAGE));
        CameraRecords source = new CameraRecords(cache, FrameSource.empty());

        assertThat(source.fetch(reference(7, IMAGE))).isPresent();
        assertThat(source.fetch(reference(8, IMAGE))).isEmpty();
    }

    @Test
    void shouldKeepTheNewestImagesWithinTheBound() {
        FrameCache cache = new FrameCache("cache", 10);
        for (int i = 0; i < 5; i++) {
            cache.put(at(i), new CameraRecord(IMAGE));
        }

        assertThat(cache.bytes()).isEqualTo(8);
        assertThat(cache.get(at(2))).isNull();
        assertThat(cache.get(at(4))).isNotNull();
    }

    @Test
    void shouldCountARecordOnceThatIsPutTwice() {
        FrameCache cache = new FrameCache("cache", 100);
        cache.put(at(1), new CameraRecord(IMAGE));
        cache.put(at(1), new CameraRecord(IMAGE));
        assertThat(cache.bytes()).isEqualTo(4);
        cache.remove(at(1));

        assertThat(cache.bytes()).isZero();
    }
}
