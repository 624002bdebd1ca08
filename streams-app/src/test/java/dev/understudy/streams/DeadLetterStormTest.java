package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterStormTest {

    private static final String ROBOT = "r1";
    private static final int POISON_BYTES = 5000;
    /** Latest records looked back on. */
    private static final int WINDOW = 100;

    private final PerceptionDriver stream = new PerceptionDriver();

    @AfterEach
    void conservesAndCloses() {
        assertThat(FrameLedgers.imbalance(stream.ledger())).isEmpty();
        stream.close();
    }

    @Test
    void shouldCutLettersShortWhileAStormLastsAndLoseNone() {
        poison(WINDOW + 20);

        List<TestRecord<byte[], byte[]>> letters = stream.dead();
        assertThat(letters).hasSize(WINDOW + 20);
        assertThat(letters.subList(0, WINDOW - 1)).allMatch(letter -> letter.value().length == POISON_BYTES);
        assertThat(letters.subList(WINDOW - 1, WINDOW + 20)).allMatch(letter -> letter.value().length == 1024);
        TestRecord<byte[], byte[]> last = letters.get(WINDOW + 19);
        assertThat(text(last, "dead-letter-cut-from")).isEqualTo("5000");
        assertThat(text(last, Topics.HEADER_DEAD_TOPIC)).isEqualTo(Topics.POSE);
        assertThat(text(last, Topics.HEADER_DEAD_OFFSET)).isEqualTo("119");
        assertThat(circuit(Topics.POSE)).isEqualTo(1);
    }

    @Test
    void shouldCloseByGoodRecordsAlone() {
        poison(WINDOW);
        assertThat(circuit(Topics.POSE)).isEqualTo(1);
        good(94);
        assertThat(circuit(Topics.POSE)).isEqualTo(1);
        good(1);
        assertThat(circuit(Topics.POSE)).isZero();
        stream.dead();
        poison(1);

        assertThat(stream.dead()).singleElement().satisfies(letter ->
                assertThat(letter.value()).hasSize(POISON_BYTES));
    }

    @Test
    void shouldLeaveOtherTopicsAlone() {
        poison(WINDOW);
        stream.send(Topics.CAMERA_FRAME, ROBOT, new byte[POISON_BYTES]);

        assertThat(circuit(Topics.CAMERA_FRAME)).isZero();
        assertThat(stream.dead().get(WINDOW).value()).hasSize(POISON_BYTES);
    }

    @Test
    void shouldNotTripOverSomeBadRecordsAmongGoodOnes() {
        for (int i = 0; i < 60; i++) {
            poison(1);
            good(3);
        }

        assertThat(circuit(Topics.POSE)).isZero();
        assertThat(stream.dead()).hasSize(60).allMatch(letter -> letter.value().length == POISON_BYTES);
    }

    private void poison(int count) {
        byte[] rubbish = new byte[POISON_BYTES];
        Arrays.fill(rubbish, (byte) 0xff);
        for (int i = 0; i < count; i++) {
            stream.send(Topics.POSE, ROBOT, rubbish);
        }
    }

    private void good(int count) {
        for (int i = 0; i < count; i++) {
            stream.send(Topics.POSE, ROBOT, TestScene.pose(i));
        }
    }

    private double circuit(String topic) {
        return stream.meters().get("deadletter.circuit").tag("topic", topic).gauge().value();
    }

    private static String text(TestRecord<?, ?> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
