package dev.understudy.streams.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.SignedManifest;
import dev.understudy.streams.metrics.StreamMeters;
import dev.understudy.streams.model.Versions.FakeModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a checkpoint: it is never live, and counted under its own reason and no other. */
class RefusalCountersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveModel<FakeModel> live = new LiveModel<>(Versions.checkpoint(5), new FakeModel(5));
    private final CheckpointFeed feed = new CheckpointFeed(Versions.MODEL, Versions.RING, AssemblyLimits.defaults(),
            new ModelAdoption<>(live, FakeModel::of, AdoptionReport.none(), meters));
    private long offset;

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void shouldCountAFlippedByteInAChunk() {
        List<CheckpointChunk> records = records(6);
        byte[] data = records.get(1).getData().toByteArray();
        data[77] ^= 4;
        records.set(1, records.get(1).toBuilder().setData(ByteString.copyFrom(data)).build());
        assertRefusedOnlyAs("chunk-digest", records);
    }

    @Test
    void shouldCountAManifestThatIsNotWhatWasSigned() {
        assertRefusedOnlyAs("bad-signature", withManifest(signed -> {
            // Well formed, but not what was signed.
            byte[] bytes = manifest(signed).toBuilder().setReport("x").build().toByteArray();
            return signed.setManifest(ByteString.copyFrom(bytes));
        }));
    }

    @Test
    void shouldCountAKeyThatNobodyTrusts() {
        assertRefusedOnlyAs("unknown-key", withManifest(signed -> sign(manifest(signed), Signer.generate())));
    }

    @Test
    void shouldCountAMissingChunk() {
        List<CheckpointChunk> records = records(6);
        records.remove(0);
        assertRefusedOnlyAs("missing-chunk", records);
    }

    @Test
    void shouldCountAReplayedOldVersion() {
        assertRefusedOnlyAs("stale-epoch", records(4));
    }

    @Test
    void shouldCountTheLiveVersionReplayed() {
        assertRefusedOnlyAs("stale-epoch", records(5));
    }

    @Test
    void shouldCountATruncatedManifest() {
        assertRefusedOnlyAs("malformed-manifest", withManifest(signed ->
                signed.setManifest(signed.getManifest().substring(0, signed.getManifest().size() - 5))));
    }

    @Test
    void shouldCountAFormatFromTheFutureThoughItIsSigned() {
        assertRefusedOnlyAs("format-too-new", withManifest(signed -> sign(
                manifest(signed).toBuilder().setFormat(CheckpointCodec.FORMAT + 1).build(), Versions.SIGNER)));
    }

    @Test
    void shouldCountAPayloadDigestThatDoesNotFit() {
        assertRefusedOnlyAs("payload-digest", withManifest(signed -> sign(
                manifest(signed).toBuilder().setPayloadSha256(ByteString.copyFrom(new byte[32])).build(),
                Versions.SIGNER)));
    }

    @Test
    void shouldCountWeightsThatAreNoNumbers() {
        Checkpoint broken = new Checkpoint(
                CheckpointManifest.newBuilder().setModel(Versions.MODEL).setVersion(6).setEpoch(6).build(),
                Map.of("student/w", new Tensor(new long[] {1}, new float[] {Float.NaN})));
        assertRefusedOnlyAs("not-finite", CheckpointCodec.encode(broken, Versions.SIGNER).records());
    }

    @Test
    void shouldAdoptTheNextGoodVersionAfterEachOfThem() {
        withManifest(signed -> sign(manifest(signed), Signer.generate())).forEach(this::take);
        records(7).forEach(this::take);
        assertThat(live.current().ref().getVersion()).isEqualTo(7);
    }

    private void assertRefusedOnlyAs(String reason, List<CheckpointChunk> records) {
        records.forEach(this::take);
        assertThat(live.current().ref().getVersion()).isEqualTo(5);
        assertThat(meters.counter(StreamMeters.CHECKPOINTS_ADOPTED).count()).isZero();
        assertThat(meters.find(StreamMeters.CHECKPOINTS_REFUSED).counters()).singleElement().satisfies(counter -> {
            assertThat(counter.getId().getTag("reason")).isEqualTo(reason);
            assertThat(counter.count()).isEqualTo(1);
        });
    }

    private void take(CheckpointChunk chunk) {
        feed.take(new ConsumerRecord<>(Topics.CHECKPOINT, 0, offset++, new byte[0], chunk.toByteArray()));
    }

    private static List<CheckpointChunk> records(long version) {
        return new ArrayList<>(Versions.encoded(version, version).records());
    }

    private static List<CheckpointChunk> withManifest(UnaryOperator<SignedManifest.Builder> change) {
        List<CheckpointChunk> records = records(6);
        CheckpointChunk last = records.remove(records.size() - 1);
        records.add(last.toBuilder().setManifest(change.apply(last.getManifest().toBuilder())).build());
        return records;
    }

    private static SignedManifest.Builder sign(CheckpointManifest manifest, Signer by) {
        return SignedManifest.newBuilder().setManifest(manifest.toByteString()).setKeyId(by.keyId())
                .setSignature(ByteString.copyFrom(by.sign(manifest.toByteArray())));
    }

    private static CheckpointManifest manifest(SignedManifest.Builder signed) {
        try {
            return CheckpointManifest.parseFrom(signed.getManifest());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
