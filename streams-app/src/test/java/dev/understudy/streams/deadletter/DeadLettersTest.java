package dev.understudy.streams.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.LetterLimits;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.SourceRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final BadFrameException WHY = new BadFrameException(DeadReasons.MALFORMED_MESSAGE, "zeros");

    @Test
    void shouldKeepTheBytesOfARecord() {
        byte[] value = {1, 2, 3};
        assertThat(letterOf(value).value()).isSameAs(value);
        assertThat(letterOf(value).headers().lastHeader(Topics.HEADER_DEAD_CUT_FROM)).isNull();
    }

    @Test
    void shouldCutWhatCouldNotBeWrittenAndSayHowLongItWas() {
        Record<byte[], byte[]> letter = letterOf(new byte[Topics.MAX_RECORD_BYTES + 5]);
        assertThat(letter.value()).hasSize(LetterLimits.MAX_VALUE);
        assertThat(letter.headers().lastHeader(Topics.HEADER_DEAD_CUT_FROM).value())
                .asString().isEqualTo(Integer.toString(Topics.MAX_RECORD_BYTES + 5));
    }

    private static Record<byte[], byte[]> letterOf(byte[] value) {
        return DeadLetters.of(new Record<>(new byte[] {'r'}, value, 0), SourceRecord.getDefaultInstance(), WHY);
    }
}
