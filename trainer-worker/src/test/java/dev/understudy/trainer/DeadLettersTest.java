package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.proto.LetterLimits;
import dev.understudy.proto.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private final DeadLetters letters = new DeadLetters();

    @Test
    void shouldKeepTheBytesOfASample() {
        byte[] value = {1, 2, 3};
        ProducerRecord<byte[], byte[]> letter = letterOf(value, "taxonomy");
        assertThat(letter.value()).isSameAs(value);
        assertThat(letter.headers().lastHeader(Topics.HEADER_DEAD_CUT_FROM)).isNull();
        assertThat(header(letter, Topics.HEADER_DEAD_DETAIL)).isEqualTo("taxonomy");
    }

    @Test
    void shouldCutASampleThatCouldNotBeWrittenAndGiveItsLength() {
        ProducerRecord<byte[], byte[]> letter = letterOf(new byte[Topics.MAX_RECORD_BYTES + 5], "too large");
        assertThat(letter.value()).hasSize(LetterLimits.MAX_VALUE);
        assertThat(header(letter, Topics.HEADER_DEAD_CUT_FROM))
                .isEqualTo(Integer.toString(Topics.MAX_RECORD_BYTES + 5));
    }

    @Test
    void shouldCutADetailThatQuotesTheSample() {
        ProducerRecord<byte[], byte[]> letter = letterOf(new byte[1], "taxonomy " + "x".repeat(1 << 20));
        assertThat(header(letter, Topics.HEADER_DEAD_DETAIL)).startsWith("taxonomy x").hasSize(LetterLimits.MAX_DETAIL);
    }

    private ProducerRecord<byte[], byte[]> letterOf(byte[] value, String detail) {
        letters.add(new ConsumerRecord<>(Topics.SAMPLE, 0, 7, new byte[] {'r'}, value), DeadLetters.UNUSABLE, detail);
        return letters.pending().get(0);
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
