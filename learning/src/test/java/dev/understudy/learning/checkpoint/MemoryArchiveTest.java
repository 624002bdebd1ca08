package dev.understudy.learning.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.understudy.learning.checkpoint.MemoryArchive.Fault;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.StoredMemory;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MemoryArchiveTest {

    private static final ModelRef MODEL = ModelRef.newBuilder().setModel("student").setVersion(3)
            .setDigest(ByteString.copyFromUtf8("digest")).build();
    private static final byte[] CONTENT = content(1_200_000);

    private final MemoryArchive archive = MemoryArchive.pack(CONTENT, MODEL).orElseThrow();
    private final Map<Integer, byte[]> chunks = byIndex(archive);

    @Test
    void shouldGiveBackWhatItPacked() {
        assertThat(archive.chunks()).hasSize(3);
        assertThat(MemoryArchive.unpack(archive.description(), chunks, MODEL).content()).contains(CONTENT);
    }

    @Test
    void shouldPackNothingToo() {
        MemoryArchive empty = MemoryArchive.pack(new byte[0], MODEL).orElseThrow();
        assertThat(MemoryArchive.unpack(empty.description(), byIndex(empty), MODEL).content()).contains(new byte[0]);
    }

    @Test
    void shouldIgnoreChunksOfALongerMemoryBefore() {
        chunks.put(3, new byte[] {1});
        assertThat(MemoryArchive.unpack(archive.description(), chunks, MODEL).content()).isPresent();
    }

    @Test
    void shouldRefuseAFlippedByteWhereverItIs() {
        long seed = 4;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int trial = 0; trial < 40; trial++) {
            Map<Integer, byte[]> flipped = byIndex(archive);
            int index = random.nextInt(3);
            byte[] chunk = flipped.get(index).clone();
            chunk[random.nextInt(chunk.length)] ^= (byte) (1 << random.nextInt(8));
            flipped.put(index, chunk);
            assertThat(MemoryArchive.unpack(archive.description(), flipped, MODEL).fault()).contains(Fault.DIGEST);
        }
    }

    @Test
    void shouldRefuseWhatLacksAChunk() {
        chunks.remove(1);
        assertThat(MemoryArchive.unpack(archive.description(), chunks, MODEL).fault()).contains(Fault.MISSING_CHUNK);
    }

    @Test
    void shouldRefuseTheMemoryOfAnotherCheckpoint() {
        assertThat(MemoryArchive.unpack(archive.description(), chunks, MODEL.toBuilder().setVersion(4).build())
                .fault()).contains(Fault.OTHER_CHECKPOINT);
    }

    @Test
    void shouldRefuseAFormatFromTheFuture() {
        assertThat(fault(d -> d.setFormat(2))).isEqualTo(Fault.FORMAT_TOO_NEW);
        assertThat(fault(d -> d.setFormat(-1))).isEqualTo(Fault.FORMAT_TOO_NEW);
    }

    @Test
    void shouldRefuseAbsurdLengthsWithoutAllocatingThem() {
        assertThat(fault(d -> d.setChunks(-1))).isEqualTo(Fault.TOO_LARGE);
        assertThat(fault(d -> d.setContentLength(1L << 40))).isEqualTo(Fault.TOO_LARGE);
        assertThat(fault(d -> d.setLength(5))).isEqualTo(Fault.DIGEST);
    }

    @Test
    void shouldRefuseAStreamThatInflatesToMoreOrLessThanItSays() {
        assertThat(fault(d -> d.setContentLength(CONTENT.length - 1))).isEqualTo(Fault.MALFORMED);
        assertThat(fault(d -> d.setContentLength(CONTENT.length + 1))).isEqualTo(Fault.MALFORMED);
    }

    private Fault fault(UnaryOperator<StoredMemory.Builder> change) {
        return MemoryArchive.unpack(change.apply(archive.description().toBuilder()).build(), chunks, MODEL).fault()
                .orElseThrow();
    }

    private static Map<Integer, byte[]> byIndex(MemoryArchive archive) {
        Map<Integer, byte[]> chunks = new TreeMap<>();
        for (int i = 0; i < archive.chunks().size(); i++) {
            chunks.put(i, archive.chunks().get(i));
        }
        return chunks;
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(9).nextBytes(content);
        return content;
    }
}
