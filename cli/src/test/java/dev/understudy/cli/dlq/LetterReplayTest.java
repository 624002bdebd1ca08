package dev.understudy.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Understudy;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.proto.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LetterReplayTest {

    private static final Cluster CLUSTER = new Cluster("c", List.of(Node.noNode()), List.of(
            new PartitionInfo(Topics.POSE, 0, Node.noNode(), null, null),
            new PartitionInfo(Topics.POSE, 1, Node.noNode(), null, null)), Set.of(), Set.of());
    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(CLUSTER, true,
            new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private final LetterReplay replay = new LetterReplay(producer, false);

    @Test
    void shouldSendTheOriginalBytesBackAndSaySo() {
        ConsumerRecord<byte[], byte[]> letter = letter(Topics.POSE, "1");
        letter.headers().add("sequence", utf8("7"));

        assertThat(replay.send(DeadLetter.of(letter))).isEmpty();
        replay.finish();

        ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
        assertThat(sent.topic() + sent.partition()).isEqualTo(Topics.POSE + 1);
        assertThat(sent.key()).isEqualTo(utf8("r1"));
        assertThat(sent.value()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(StreamSupport.stream(sent.headers().spliterator(), false)
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8)))
                .containsExactly("sequence=7", "replayed-from=perception.deadletter.v1-3@42");
    }

    @Test
    void shouldNeverSendToATopicThatAStrangerNames() {
        assertThat(replay.send(DeadLetter.of(letter(Topics.CHECKPOINT, "0")))).contains(LetterReplay.FOREIGN_TOPIC);
        assertThat(replay.send(DeadLetter.of(letter(Topics.LIFECYCLE, "0")))).contains(LetterReplay.FOREIGN_TOPIC);
        assertThat(replay.send(DeadLetter.of(new ConsumerRecord<>(Topics.DEAD_LETTER, 0, 0, null, null))))
                .contains(LetterReplay.FOREIGN_TOPIC);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldLeaveALetterOfAPartitionThatIsNone() {
        for (String partition : List.of("2", "-1", "x", "99999999999")) {
            assertThat(replay.send(DeadLetter.of(letter(Topics.POSE, partition)))).contains(LetterReplay.NO_PARTITION);
        }
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldNotSendWhatIsNoLongerWhole() {
        ConsumerRecord<byte[], byte[]> letter = letter(Topics.POSE, "1");
        letter.headers().add(Topics.HEADER_DEAD_CUT_FROM, utf8("70000"));

        assertThat(replay.send(DeadLetter.of(letter))).contains(LetterReplay.CUT);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldSendNothingOnADryRun() {
        assertThat(new LetterReplay(producer, true).send(DeadLetter.of(letter(Topics.POSE, "0")))).isEmpty();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldReplayNothingUnlessSomeAreChosen() {
        StringWriter err = new StringWriter();

        int exit = Understudy.commandLine().setErr(new PrintWriter(err, true))
                .execute("dlq", "replay", "--bootstrap-servers=127.0.0.1:1");

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--all", "--reason").hasLineCount(1);
    }

    private static ConsumerRecord<byte[], byte[]> letter(String topic, String partition) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(Topics.DEAD_LETTER, 3, 42, utf8("r1"), new byte[] {1, 2, 3});
        record.headers().add(Topics.HEADER_DEAD_REASON, utf8("bad-pose"));
        record.headers().add(Topics.HEADER_DEAD_TOPIC, utf8(topic));
        record.headers().add(Topics.HEADER_DEAD_PARTITION, utf8(partition));
        record.headers().add(Topics.HEADER_DEAD_OFFSET, utf8("5"));
        return record;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
