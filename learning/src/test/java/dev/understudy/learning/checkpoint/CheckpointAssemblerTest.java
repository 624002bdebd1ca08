package dev.understudy.learning.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.Refusal.Reason;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.SignedManifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CheckpointAssemblerTest {

    private static final Signer SIGNER = Signer.generate();
    private static final KeyRing RING = KeyRing.of(SIGNER.publicKey());

    private final CheckpointAssembler assembler = new CheckpointAssembler(RING, AssemblyLimits.defaults());

    @Test
    void shouldGiveBackEveryTensorWhenRecordsComeInOrder() {
        Checkpoint checkpoint = Checkpoints.threeChunks(7);
        EncodedCheckpoint encoded = CheckpointCodec.encode(checkpoint, SIGNER);
        VerifiedCheckpoint verified = verified(feed(assembler, encoded.records()));
        assertThat(verified.checkpoint().tensors()).isEqualTo(checkpoint.tensors());
        assertThat(verified.ref()).isEqualTo(encoded.ref());
        assertThat(assembler.pendingVersions()).isZero();
    }

    @Test
    void shouldKeepWhatTheTrainerSaidInTheManifest() {
        EncodedCheckpoint encoded = CheckpointCodec.encode(Checkpoints.tiny(7), SIGNER);
        CheckpointManifest manifest = verified(feed(assembler, encoded.records())).checkpoint().manifest();
        CheckpointManifest described = manifest.toBuilder().clearFormat().clearTensors().clearPayloadLength()
                .clearPayloadSha256().clearChunkSha256().build();
        assertThat(described).isEqualTo(Checkpoints.manifest(7));
    }

    @Test
    void shouldAssembleShuffledDuplicatedAndInterleavedVersions() {
        for (long seed = 1; seed <= 20; seed++) {
            List<CheckpointChunk> records = new ArrayList<>();
            for (long version = 1; version <= 3; version++) {
                List<CheckpointChunk> one = CheckpointCodec.encode(Checkpoints.threeChunks(version), SIGNER).records();
                records.addAll(one);
                records.add(one.get(1));
            }
            Collections.shuffle(records, new Random(seed));
            List<Assembly> settled = feed(new CheckpointAssembler(RING, AssemblyLimits.defaults()), records);
            assertThat(settled).as("seed %d", seed).hasSize(3).allMatch(Assembly.Verified.class::isInstance);
        }
    }

    @Test
    void shouldNeverAcceptARecordWithAFlippedByte() {
        EncodedCheckpoint encoded = CheckpointCodec.encode(Checkpoints.tiny(1), SIGNER);
        for (int record = 0; record < encoded.records().size(); record++) {
            byte[] bytes = encoded.records().get(record).toByteArray();
            for (int at = 0; at < bytes.length; at++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << (at % 8));
                assertNotTakenForAnother(encoded, record, flipped);
            }
        }
    }

    @Test
    void shouldNeverAcceptABigChunkWithAFlippedByte() {
        long seed = 11;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        EncodedCheckpoint encoded = CheckpointCodec.encode(Checkpoints.threeChunks(1), SIGNER);
        for (int trial = 0; trial < 60; trial++) {
            int record = random.nextInt(3);
            byte[] data = encoded.records().get(record).getData().toByteArray();
            data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
            List<CheckpointChunk> records = new ArrayList<>(encoded.records());
            records.set(record, records.get(record).toBuilder().setData(ByteString.copyFrom(data)).build());
            assertThat(reasons(feed(assembler, records))).containsExactly(Reason.CHUNK_DIGEST);
        }
    }

    @Test
    void shouldNameTheMissingChunkWhenTheManifestSettlesTheVersion() {
        EncodedCheckpoint encoded = CheckpointCodec.encode(Checkpoints.threeChunks(3), SIGNER);
        List<CheckpointChunk> records = new ArrayList<>(encoded.records());
        records.remove(1);
        assertThat(feed(assembler, records)).isEmpty();
        Optional<Assembly> settled = assembler.settle("toy", 3);
        assertThat(reasons(settled.stream().toList())).containsExactly(Reason.MISSING_CHUNK);
        assertThat(((Assembly.Refused) settled.orElseThrow()).refusal().detail()).isEqualTo("chunk 1 of 3");
    }

    @Test
    void shouldRefuseSwappedChunks() {
        List<CheckpointChunk> records = new ArrayList<>(
                CheckpointCodec.encode(Checkpoints.threeChunks(3), SIGNER).records());
        CheckpointChunk first = records.get(0);
        records.set(0, first.toBuilder().setData(records.get(1).getData()).build());
        records.set(1, records.get(1).toBuilder().setData(first.getData()).build());
        assertThat(reasons(feed(assembler, records))).containsExactly(Reason.CHUNK_DIGEST);
    }

    @Test
    void shouldRefuseAChunkOfAnotherVersion() {
        List<CheckpointChunk> records = new ArrayList<>(
                CheckpointCodec.encode(Checkpoints.threeChunks(3), SIGNER).records());
        CheckpointChunk stranger = CheckpointCodec.encode(Checkpoints.threeChunks(4), SIGNER).records().get(0);
        records.set(0, stranger.toBuilder().setVersion(3).build());
        assertThat(reasons(feed(assembler, records))).containsExactly(Reason.CHUNK_DIGEST);
    }

    @Test
    void shouldRefuseAnUnknownKey() {
        assertThat(reasons(feed(assembler, CheckpointCodec.encode(Checkpoints.tiny(1), Signer.generate()).records())))
                .containsExactly(Reason.UNKNOWN_KEY);
    }

    @Test
    void shouldRefuseAnUnsignedManifest() {
        assertThat(reasons(feed(assembler, CheckpointCodec.encodeUnsigned(Checkpoints.tiny(1)).records())))
                .containsExactly(Reason.UNKNOWN_KEY);
    }

    @Test
    void shouldRefuseAnotherKeysSignatureUnderAKnownKeyId() {
        assertThat(reasons(feed(assembler, withManifest(signed -> signed.setSignature(
                ByteString.copyFrom(Signer.generate().sign(signed.getManifest().toByteArray())))))))
                .containsExactly(Reason.BAD_SIGNATURE);
    }

    @Test
    void shouldRefuseATruncatedManifest() {
        assertThat(reasons(feed(assembler, withManifest(signed -> signed.setManifest(
                signed.getManifest().substring(0, signed.getManifest().size() - 5))))))
                .containsExactly(Reason.MALFORMED_MANIFEST);
    }

    @Test
    void shouldRefuseAFormatFromTheFuture() {
        assertThat(reasons(changed(m -> m.setFormat(2)))).containsExactly(Reason.FORMAT_TOO_NEW);
        assertThat(reasons(changed(m -> m.setFormat(-1)))).containsExactly(Reason.FORMAT_TOO_NEW);
    }

    @Test
    void shouldRefuseAManifestOfAnotherVersion() {
        assertThat(reasons(changed(m -> m.setVersion(2)))).containsExactly(Reason.MALFORMED_MANIFEST);
    }

    @Test
    void shouldRefuseAbsurdLengthsEvenWhenSigned() {
        assertThat(reasons(changed(m -> m.setPayloadLength(1L << 40)))).containsExactly(Reason.TOO_LARGE);
        assertThat(reasons(changed(m -> m.setPayloadLength(-1)))).containsExactly(Reason.TOO_LARGE);
        assertThat(reasons(changed(m -> m.setTensors(0, m.getTensors(0).toBuilder().setShape(0, 1L << 62)))))
                .containsExactly(Reason.MALFORMED_MANIFEST);
        assertThat(reasons(changed(m -> m.setTensors(0, m.getTensors(0).toBuilder().setLength(1L << 62)))))
                .containsExactly(Reason.MALFORMED_MANIFEST);
        assertThat(reasons(changed(m -> m.setTensors(1, m.getTensors(1).toBuilder().setOffset(0)))))
                .containsExactly(Reason.MALFORMED_MANIFEST);
    }

    @Test
    void shouldRefuseAPayloadDigestThatIsWrongThoughEveryChunkMatches() {
        assertThat(reasons(changed(m -> m.setPayloadSha256(ByteString.copyFrom(new byte[32])))))
                .containsExactly(Reason.PAYLOAD_DIGEST);
    }

    @Test
    void shouldRefuseAbsurdChunksBeforeKeepingThem() {
        CheckpointChunk chunk = CheckpointCodec.encode(Checkpoints.tiny(1), SIGNER).records().get(0);
        assertThat(reasons(feed(assembler, List.of(chunk.toBuilder().setCount(-1).build()))))
                .containsExactly(Reason.TOO_LARGE);
        ByteString big = ByteString.copyFrom(new byte[CheckpointCodec.CHUNK_BYTES + 1]);
        assertThat(reasons(feed(assembler, List.of(chunk.toBuilder().setData(big).build()))))
                .containsExactly(Reason.TOO_LARGE);
        assertThat(reasons(feed(assembler, List.of(chunk.toBuilder().setIndex(1).build()))))
                .containsExactly(Reason.MALFORMED_CHUNK);
        assertThat(assembler.pendingVersions()).isZero();
    }

    @Test
    void shouldRefuseWeightsThatAreNoNumbers() {
        Checkpoint broken = new Checkpoint(Checkpoints.manifest(1),
                Map.of("classes", new Tensor(new long[] {2}, new float[] {1, Float.NaN})));
        assertThat(reasons(feed(assembler, CheckpointCodec.encode(broken, SIGNER).records())))
                .containsExactly(Reason.NOT_FINITE);
    }

    @Test
    void shouldForgetTheOldestIncompleteVersionWhenTooManyBegin() {
        for (long version = 1; version <= 4; version++) {
            assertThat(assembler.accept(firstOf(version))).isEmpty();
        }
        assertThat(reasons(assembler.accept(firstOf(5)).stream().toList())).containsExactly(Reason.EVICTED);
        assertThat(assembler.pendingVersions()).isEqualTo(4);
    }

    @Test
    void shouldAcceptAGoodPublicationAfterABadOneOfTheSameVersion() {
        EncodedCheckpoint encoded = CheckpointCodec.encode(Checkpoints.tiny(1), SIGNER);
        List<CheckpointChunk> bad = new ArrayList<>(encoded.records());
        bad.set(0, bad.get(0).toBuilder().setData(ByteString.copyFromUtf8("junk")).build());
        assertThat(reasons(feed(assembler, bad))).containsExactly(Reason.CHUNK_DIGEST);
        assertThat(verified(feed(assembler, encoded.records())).ref()).isEqualTo(encoded.ref());
    }

    private void assertNotTakenForAnother(EncodedCheckpoint encoded, int record, byte[] flipped) {
        CheckpointAssembler fresh = new CheckpointAssembler(RING, AssemblyLimits.defaults());
        List<CheckpointChunk> records = new ArrayList<>(encoded.records());
        try {
            records.set(record, CheckpointChunk.parseFrom(flipped));
        } catch (InvalidProtocolBufferException unreadable) {
            return;
        }
        for (Assembly settled : feed(fresh, records)) {
            // Fields outside the signature (the envelope's count) may change; what is accepted is still the original.
            if (settled instanceof Assembly.Verified verified) {
                assertThat(verified.checkpoint().ref()).isEqualTo(encoded.ref());
                assertThat(verified.checkpoint().checkpoint().tensors())
                        .isEqualTo(Checkpoints.tiny(1).tensors());
                assertThat(verified.checkpoint().signed().getManifest())
                        .isEqualTo(encoded.records().get(1).getManifest().getManifest());
            }
        }
    }

    private List<CheckpointChunk> withManifest(UnaryOperator<SignedManifest.Builder> change) {
        List<CheckpointChunk> records = new ArrayList<>(CheckpointCodec.encode(Checkpoints.tiny(1), SIGNER).records());
        CheckpointChunk last = records.remove(records.size() - 1);
        records.add(last.toBuilder().setManifest(change.apply(last.getManifest().toBuilder())).build());
        return records;
    }

    private List<Assembly> changed(UnaryOperator<CheckpointManifest.Builder> change) {
        return feed(assembler,
                Checkpoints.resigned(CheckpointCodec.encode(Checkpoints.tiny(1), SIGNER), SIGNER, change));
    }

    private static CheckpointChunk firstOf(long version) {
        return CheckpointCodec.encode(Checkpoints.tiny(version), SIGNER).records().get(0);
    }

    private static List<Assembly> feed(CheckpointAssembler assembler, List<CheckpointChunk> records) {
        return records.stream().flatMap(record -> assembler.accept(record).stream()).toList();
    }

    private static VerifiedCheckpoint verified(List<Assembly> settled) {
        assertThat(settled).hasSize(1).first().isInstanceOf(Assembly.Verified.class);
        return ((Assembly.Verified) settled.get(0)).checkpoint();
    }

    private static List<Reason> reasons(List<Assembly> settled) {
        return settled.stream().map(assembly -> ((Assembly.Refused) assembly).refusal().reason()).toList();
    }
}
