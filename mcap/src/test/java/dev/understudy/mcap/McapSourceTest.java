package dev.understudy.mcap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.Readings;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Schema;
import dev.understudy.mcap.message.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class McapSourceTest {

    private static final int MESSAGES = 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Compression.class)
    void shouldReadBackWhatWasWritten(Compression compression) {
        try (McapSource source = McapSource.open(MiniMcap.write(folder.resolve("a.mcap"), compression, MESSAGES))) {
            assertThat(Readings.readAll(source)).isEqualTo(MiniMcap.expected(MESSAGES));
            assertThat(source.counts()).containsExactlyInAnyOrderEntriesOf(Map.of(1, 10L, 2, 10L));
            assertThat(source.startNanos()).isZero();
            assertThat(source.endNanos()).isEqualTo(190);
            assertThat(source.warnings()).isEmpty();
            assertThat(source.channels()).extracting(Channel::topic).containsExactly("/even", "/odd");
            assertThat(source.channels().get(0).schema().data()).isEqualTo(MiniMcap.TEXT.data());
            assertThat(source.channels().get(0).metadata()).containsEntry("by", "test");
        }
    }

    @Test
    void shouldReadOnlyTheTopicsAndTimesThatAreAskedFor() {
        try (McapSource source = McapSource.open(
                MiniMcap.write(folder.resolve("a.mcap"), Compression.ZSTD, MESSAGES))) {
            assertThat(Readings.drain(source.read(new Selection(Set.of(2), 50, 90))))
                    .containsExactly("/odd@50 message 5", "/odd@70 message 7");
        }
    }

    @Test
    void shouldOrderByTimeAndTiesByPlaceInTheFile() {
        Path file = folder.resolve("a.mcap");
        try (McapWriter writer = McapWriter.create(file,
                McapWriter.Options.defaults().with(Compression.NONE, MiniMcap.CHUNK_BYTES))) {
            Channel a = writer.channel("/a", Schema.NONE, "text", Map.of());
            long[] times = {30, 10, 10, 20, 5, 30, 10, 40, 30, 1};
            for (int i = 0; i < times.length; i++) {
                writer.message(a, i, times[i], times[i], ("" + i).getBytes(UTF_8));
            }
        }
        try (McapSource source = McapSource.open(file)) {
            assertThat(Readings.readAll(source)).containsExactly("/a@1 9", "/a@5 4", "/a@10 1", "/a@10 2", "/a@10 6",
                    "/a@20 3", "/a@30 0", "/a@30 5", "/a@30 8", "/a@40 7");
        }
    }

    @Test
    void shouldSkipAttachmentsAndMetadata() {
        Path file = folder.resolve("a.mcap");
        try (McapWriter writer = McapWriter.create(file, McapWriter.Options.defaults())) {
            Channel a = writer.channel("/a", Schema.NONE, "text", Map.of());
            writer.message(a, 0, 1, 1, MiniMcap.text(0));
            writer.attachment("notes.txt", "text/plain", 2, "hello".getBytes(UTF_8));
            writer.metadata("drive", Map.of("driver", "nobody"));
            writer.message(a, 1, 3, 3, MiniMcap.text(1));
        }
        try (McapSource source = McapSource.open(file)) {
            assertThat(source.attachments()).isEqualTo(1);
            assertThat(source.metadata()).isEqualTo(1);
            assertThat(Readings.readAll(source)).containsExactly("/a@1 message 0", "/a@3 message 1");
        }
    }

    @Test
    void shouldReadAFileWithoutMessages() {
        Path file = folder.resolve("a.mcap");
        McapWriter.create(file, McapWriter.Options.defaults()).close();
        try (McapSource source = McapSource.open(file)) {
            assertThat(Readings.readAll(source)).isEmpty();
            assertThat(source.channels()).isEmpty();
            assertThat(source.endNanos()).isZero();
        }
    }

    @Test
    void shouldReadMessagesOutsideChunks() throws IOException {
        RecordBuffer bytes = new RecordBuffer().bytes(Opcode.MAGIC, 0, Opcode.MAGIC.length)
                .record(Opcode.HEADER, new RecordBuffer().string("").string("test"))
                .record(Opcode.CHANNEL, new RecordBuffer().u16(7).u16(0).string("/loose").string("text").map(Map.of()))
                .record(Opcode.MESSAGE, message(7, 20, "later"))
                .record(0x7F, new RecordBuffer().string("a record of a later version"))
                .record(Opcode.MESSAGE, message(7, 10, "sooner"))
                .record(Opcode.DATA_END, new RecordBuffer().u32(0))
                .record(Opcode.FOOTER, new RecordBuffer().u64(0).u64(0).u32(0))
                .bytes(Opcode.MAGIC, 0, Opcode.MAGIC.length);
        Path file = Files.write(folder.resolve("a.mcap"), bytes.toByteArray());
        try (McapSource source = McapSource.open(file)) {
            assertThat(source.warnings()).isEmpty();
            assertThat(source.counts()).containsExactlyEntriesOf(Map.of(7, 2L));
            assertThat(Readings.readAll(source)).containsExactly("/loose@10 sooner", "/loose@20 later");
        }
    }

    @Test
    void shouldSayThatAFileIsNoMcapFile() throws IOException {
        Path file = Files.write(folder.resolve("a.mcap"), "something else entirely".getBytes(UTF_8));

        assertThat(McapSource.recognises(file)).isFalse();
        assertThatThrownBy(() -> McapSource.open(file)).isInstanceOf(RecordingException.class)
                .hasMessageContaining("a.mcap: no MCAP file");
    }

    @Test
    void shouldHoldFewBytesOfManyChunksThatOverlap() {
        Path file = folder.resolve("a.mcap");
        byte[] large = new byte[8 << 20];
        Arrays.fill(large, (byte) 7);
        int chunks = 10;
        try (McapWriter writer = McapWriter.create(file, McapWriter.Options.defaults())) {
            Channel a = writer.channel("/a", Schema.NONE, "bytes", Map.of());
            for (int i = 0; i < chunks; i++) {
                writer.message(a, i, i, i, large);
                writer.message(a, i, 1000 - i, i, large);
            }
        }
        try (McapSource source = McapSource.open(file)) {
            var cursor = source.readAll();
            long last = -1;
            for (int i = 0; i < 2 * chunks; i++) {
                var message = cursor.next();
                assertThat(message.logNanos()).isGreaterThan(last);
                assertThat(message.data().remaining()).isEqualTo(large.length);
                last = message.logNanos();
            }
            assertThat(cursor.next()).isNull();
        }
    }

    static RecordBuffer message(int channel, long stamp, String text) {
        byte[] data = text.getBytes(UTF_8);
        return new RecordBuffer().u16(channel).u32(0).u64(stamp).u64(stamp).bytes(data, 0, data.length);
    }
}
