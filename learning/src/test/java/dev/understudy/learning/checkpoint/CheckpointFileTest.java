package dev.understudy.learning.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {

    /** Written by this code when format 1 was released; never to be made again. */
    private static final String FIXTURE = "/checkpoint/format-1.uckpt";
    private static final String FIXTURE_KEY = "/checkpoint/format-1.key.pub";
    private static final String FIXTURE_DIGEST = "ec4efe7f6d4bb184415af4de32cae497a93491bc62504991b3b5d1d562e1ecd0";

    private static final Signer SIGNER = Signer.generate();
    private static final KeyRing RING = KeyRing.of(SIGNER.publicKey());

    @TempDir
    private Path folder;

    @Test
    void shouldReadBackWhatItWrote() {
        Path file = folder.resolve("a.uckpt");
        EncodedCheckpoint encoded = CheckpointCodec.encode(Checkpoints.threeChunks(2), SIGNER);
        CheckpointFile.write(file, encoded);
        VerifiedCheckpoint read = CheckpointFile.read(file, RING, AssemblyLimits.defaults());
        assertThat(read.ref()).isEqualTo(encoded.ref());
        assertThat(read.checkpoint().tensors()).isEqualTo(Checkpoints.threeChunks(2).tensors());
    }

    @Test
    void shouldReadFormatOneForEver() throws IOException {
        Path key = folder.resolve("k.pub");
        try (InputStream pub = resource(FIXTURE_KEY); InputStream in = resource(FIXTURE)) {
            Files.write(key, pub.readAllBytes());
            VerifiedCheckpoint read = CheckpointFile.read(in, FIXTURE, KeyRing.load(key), AssemblyLimits.defaults());
            assertThat(HexFormat.of().formatHex(read.ref().getDigest().toByteArray())).isEqualTo(FIXTURE_DIGEST);
            assertThat(read.checkpoint().tensors()).isEqualTo(Checkpoints.tiny(5).tensors());
        }
    }

    @Test
    void shouldTrustAnUnsignedFileByItsDigestAlone() throws IOException {
        EncodedCheckpoint encoded = CheckpointCodec.encodeUnsigned(Checkpoints.tiny(1));
        byte[] file = bytes(encoded);
        byte[] digest = encoded.ref().getDigest().toByteArray();
        assertThat(read(file, ManifestTrust.pinned(digest)).ref()).isEqualTo(encoded.ref());
        digest[0] ^= 1;
        assertThatThrownBy(() -> read(file, ManifestTrust.pinned(digest)))
                .hasMessageContaining("untrusted-digest");
    }

    @Test
    void shouldRefuseEveryTruncation() throws IOException {
        byte[] file = bytes(CheckpointCodec.encode(Checkpoints.tiny(1), SIGNER));
        for (int length = 0; length < file.length; length++) {
            byte[] shorter = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> read(shorter, RING)).as("%d bytes", length)
                    .isInstanceOf(CheckpointException.class).hasMessageStartingWith("test: ");
        }
    }

    @Test
    void shouldNeverAcceptAFlippedByteForTheOriginal() throws IOException {
        EncodedCheckpoint encoded = CheckpointCodec.encode(Checkpoints.tiny(1), SIGNER);
        byte[] file = bytes(encoded);
        for (int at = 0; at < file.length; at++) {
            byte[] flipped = file.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            try {
                // Only the unsigned envelope (a chunk's count) may differ without changing what is read.
                VerifiedCheckpoint read = read(flipped, RING);
                assertThat(read.ref()).as("byte %d", at).isEqualTo(encoded.ref());
                assertThat(read.checkpoint().tensors()).isEqualTo(Checkpoints.tiny(1).tensors());
            } catch (CheckpointException refused) {
                assertThat(refused).hasMessageStartingWith("test: ");
            }
        }
    }

    @Test
    void shouldRefuseAnAbsurdRecordLengthWithoutAllocatingIt() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write("UNDERSTUDY-CKPT\n".getBytes(StandardCharsets.US_ASCII));
        file.write(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f});
        assertThatThrownBy(() -> read(file.toByteArray(), RING)).hasMessageContaining("4294967295 bytes");
    }

    @Test
    void shouldSayInOneLineThatAFileIsNoCheckpoint() throws IOException {
        Path file = Files.writeString(folder.resolve("x.txt"), "hello, this is a text");
        assertThatThrownBy(() -> CheckpointFile.read(file, RING, AssemblyLimits.defaults()))
                .hasMessage(file + ": not a checkpoint file");
    }

    private static byte[] bytes(EncodedCheckpoint encoded) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CheckpointFile.write(out, encoded);
        return out.toByteArray();
    }

    private static VerifiedCheckpoint read(byte[] file, ManifestTrust trust) throws IOException {
        return CheckpointFile.read(new ByteArrayInputStream(file), "test", trust, AssemblyLimits.defaults());
    }

    private static InputStream resource(String name) {
        InputStream in = CheckpointFileTest.class.getResourceAsStream(name);
        assertThat(in).as(name).isNotNull();
        return in;
    }

    @Test
    void shouldStartFromAnyVersionAsIfItWereTheFirst() throws IOException {
        EncodedCheckpoint encoded = CheckpointCodec.encode(Checkpoints.tiny(5), SIGNER);
        VerifiedCheckpoint start = read(bytes(encoded), RING).withRule("agreement").asStart();
        assertThat(start.ref().getVersion()).isZero();
        assertThat(start.epoch()).isZero();
        assertThat(start.checkpoint().manifest().getRule()).isEqualTo("agreement");
        assertThat(start.checkpoint().tensors()).isEqualTo(Checkpoints.tiny(5).tensors());
        assertThat(start.ref().getDigest()).isNotEqualTo(encoded.ref().getDigest());
        VerifiedCheckpoint again = read(bytes(CheckpointCodec.encode(start)),
                ManifestTrust.pinned(start.ref().getDigest().toByteArray()));
        assertThat(again.ref()).isEqualTo(start.ref());
    }

    @Test
    void shouldStartFromTheShippedCheckpointAsItIs() {
        VerifiedCheckpoint shipped = BootstrapCheckpoint.load();
        assertThat(shipped.withRule("").asStart()).isSameAs(shipped);
        assertThat(shipped.withRule(shipped.checkpoint().manifest().getRule())).isSameAs(shipped);
    }
}
