package dev.understudy.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.mcap.message.Readings;
import dev.understudy.mcap.message.RecordingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McapDamageTest {

    private static final int MESSAGES = 20;

    @TempDir
    Path folder;

    @Test
    void shouldRecoverEveryWholeChunkOfAFileCutAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(MiniMcap.write(folder.resolve("a.mcap"), Compression.ZSTD, MESSAGES));
        List<Integer> chunkEnds = chunkEnds(whole);
        int headerEnd = Opcode.MAGIC.length + 9 + 4 + 4 + "understudy 0.1.0".length();
        for (int cut = headerEnd; cut < whole.length; cut++) {
            // Deleting is faster than overwriting, for which file systems wait for the disk.
            Files.deleteIfExists(folder.resolve("cut.mcap"));
            Path file = Files.write(folder.resolve("cut.mcap"), Arrays.copyOf(whole, cut));
            int at = cut;
            long chunks = chunkEnds.stream().filter(end -> end <= at).count();
            try (McapSource source = McapSource.open(file)) {
                List<String> read = Readings.readAll(source);
                assertThat(read).as("cut at byte %d", cut)
                        .isEqualTo(MiniMcap.expected(MESSAGES).subList(0, read.size()))
                        .hasSizeGreaterThanOrEqualTo((int) chunks);
                assertThat(read.size() == MESSAGES).isEqualTo(chunks == chunkEnds.size());
                assertThat(source.warnings()).hasSize(1);
                assertThat(source.warnings().get(0)).contains("cut.mcap: the end of the file is missing; recovered "
                        + read.size() + " messages of " + chunks + " whole chunks");
            }
        }
    }

    @Test
    void shouldNameTheChunkWhoseCrcIsWrongAndReadOnBehindIt() throws IOException {
        byte[] bytes = Files.readAllBytes(MiniMcap.write(folder.resolve("a.mcap"), Compression.NONE, MESSAGES));
        // The last byte of the first chunk lies in the text of its last message.
        bytes[chunkEnds(bytes).get(0) - 1] ^= 1;
        Files.write(folder.resolve("a.mcap"), bytes);
        List<String> complaints = new ArrayList<>();
        try (McapSource source = McapSource.open(folder.resolve("a.mcap"))) {
            List<String> read = Readings.readOn(source, complaints);

            assertThat(complaints).hasSize(1);
            assertThat(complaints.get(0)).contains("a.mcap: chunk at byte ").contains("the chunk's CRC is wrong");
            assertThat(read).isEqualTo(MiniMcap.expected(MESSAGES).subList(MESSAGES - read.size(), MESSAGES))
                    .hasSizeBetween(MESSAGES - 3, MESSAGES - 1);
        }
    }

    @Test
    void shouldReadAllWithoutAWrongSummary() throws IOException {
        byte[] bytes = Files.readAllBytes(MiniMcap.write(folder.resolve("a.mcap"), Compression.LZ4, MESSAGES));
        bytes[bytes.length - 60] ^= 1;
        Files.write(folder.resolve("a.mcap"), bytes);
        try (McapSource source = McapSource.open(folder.resolve("a.mcap"))) {
            assertThat(source.warnings()).singleElement().asString().contains("the summary's CRC is wrong");
            assertThat(Readings.readAll(source)).isEqualTo(MiniMcap.expected(MESSAGES));
        }
    }

    @Test
    void shouldRefuseAChunkThatClaimsGigabytesWithoutAllocatingThem() throws IOException {
        for (Compression codec : Compression.values()) {
            byte[] packed = codec.compress(new byte[100], 100);
            for (long claimed : new long[] {1L << 28, 1L << 40, -1}) {
                Path file = Files.write(folder.resolve("a.mcap"), oneChunk(codec, packed, claimed));
                try (McapSource source = McapSource.open(file)) {
                    assertThat(Readings.readAll(source)).isEmpty();
                    assertThat(source.warnings()).hasSize(2).last().asString().contains("chunk at byte ");
                }
            }
        }
    }

    @Test
    void shouldRefuseAChunkThatHoldsMoreThanItClaims() throws IOException {
        for (Compression codec : Compression.values()) {
            byte[] packed = codec.compress(new byte[100], 100);
            Files.write(folder.resolve("a.mcap"), oneChunk(codec, packed, 99));
            try (McapSource source = McapSource.open(folder.resolve("a.mcap"))) {
                assertThat(source.warnings()).last().asString().contains("chunk at byte ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "bz2"})
    void shouldNameACompressionThatTheFormatDoesNotHave(String codec) throws IOException {
        RecordBuffer bytes = begin().record(Opcode.CHUNK, new RecordBuffer().u64(0).u64(0).u64(1).u32(0)
                .string(codec).u64(1).u8(0));
        Files.write(folder.resolve("a.mcap"), bytes.toByteArray());
        try (McapSource source = McapSource.open(folder.resolve("a.mcap"))) {
            assertThat(source.warnings()).last().asString()
                    .endsWith("compression '" + codec + "' is unknown; known: none, zstd, lz4");
        }
    }

    @Test
    void shouldReadByTheRecordsWhenTheMessageIndexIsWrong() throws IOException {
        byte[] bytes = Files.readAllBytes(MiniMcap.write(folder.resolve("a.mcap"), Compression.ZSTD, MESSAGES));
        // Behind the first chunk: opcode, length, channel, length of the entries, then the first entry's time.
        bytes[chunkEnds(bytes).get(0) + 9 + 2 + 4] ^= 0x55;
        Files.write(folder.resolve("a.mcap"), bytes);
        try (McapSource source = McapSource.open(folder.resolve("a.mcap"))) {
            assertThat(Readings.readAll(source)).isEqualTo(MiniMcap.expected(MESSAGES));
        }
    }

    @Test
    void shouldSayThatAFileIsCutInsideItsFirstRecord() throws IOException {
        byte[] bytes = Files.readAllBytes(MiniMcap.write(folder.resolve("a.mcap"), Compression.ZSTD, 1));
        Files.write(folder.resolve("a.mcap"), Arrays.copyOf(bytes, 12));

        assertThatThrownBy(() -> McapSource.open(folder.resolve("a.mcap"))).isInstanceOf(RecordingException.class)
                .hasMessageContaining("its first record is no header");
    }

    private static RecordBuffer begin() {
        return new RecordBuffer().bytes(Opcode.MAGIC, 0, Opcode.MAGIC.length)
                .record(Opcode.HEADER, new RecordBuffer().string("").string("test"))
                .record(Opcode.CHANNEL, new RecordBuffer().u16(1).u16(0).string("/a").string("").map(Map.of()));
    }

    private static byte[] oneChunk(Compression codec, byte[] packed, long claimed) {
        return begin().record(Opcode.CHUNK, new RecordBuffer().u64(0).u64(0).u64(claimed).u32(0)
                .string(codec.wireName()).u64(packed.length).bytes(packed, 0, packed.length)).toByteArray();
    }

    /** Bytes at which chunk records end. */
    static List<Integer> chunkEnds(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> ends = new ArrayList<>();
        for (int at = Opcode.MAGIC.length; at < file.length - Opcode.MAGIC.length;) {
            int end = at + Opcode.PREFIX + (int) in.getLong(at + 1);
            if (in.get(at) == Opcode.CHUNK) {
                ends.add(end);
            }
            at = end;
        }
        return ends;
    }
}
