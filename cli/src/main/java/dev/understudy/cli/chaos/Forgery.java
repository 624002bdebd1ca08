package dev.understudy.cli.chaos;

import com.google.protobuf.ByteString;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Checkpoints that must never go live, with version numbers that no trainer reaches. */
final class Forgery {

    /** Versions from here on are planted. */
    static final long FIRST_VERSION = 1_000_000;
    /** Above any that a trainer gives out in a run. */
    private static final long HIGH_EPOCH = 1_000_000_000;

    private final Signer own;
    private final Random random;
    private long nextVersion;

    /**
     * Makes forgeries.
     *
     * @param own the trainer's key: a thief may have seen what it signed, and changed it
     */
    Forgery(Signer own, Random random, long nextVersion) {
        this.own = own;
        this.random = random;
        this.nextVersion = nextVersion;
    }

    /** One of each kind; versions count up from the first. */
    List<List<FeedItem>> all() {
        List<CheckpointChunk> tampered = records(own, HIGH_EPOCH);
        tampered.set(0, flipped(tampered.get(0)));
        List<CheckpointChunk> missing = records(own, HIGH_EPOCH);
        missing.remove(random.nextInt(missing.size() - 1));
        List<CheckpointChunk> unsigned = CheckpointCodec.encodeUnsigned(checkpoint(HIGH_EPOCH)).records();
        return List.of(items(tampered), items(missing), items(unsigned),
                items(records(Signer.generate(), HIGH_EPOCH)), items(records(own, 0)));
    }

    /** The version after the last one given out. */
    long nextVersion() {
        return nextVersion;
    }

    private List<CheckpointChunk> records(Signer signer, long epoch) {
        return new ArrayList<>(CheckpointCodec.encode(checkpoint(epoch), signer).records());
    }

    private Checkpoint checkpoint(long epoch) {
        Checkpoint bootstrap = BootstrapCheckpoint.load().checkpoint();
        CheckpointManifest manifest = bootstrap.manifest().toBuilder().setModel("student")
                .setVersion(nextVersion++).setEpoch(epoch).build();
        return new Checkpoint(manifest, bootstrap.tensors());
    }

    private CheckpointChunk flipped(CheckpointChunk chunk) {
        byte[] data = chunk.getData().toByteArray();
        data[random.nextInt(data.length)] ^= 1;
        return chunk.toBuilder().setData(ByteString.copyFrom(data)).build();
    }

    private static List<FeedItem> items(List<CheckpointChunk> chunks) {
        return chunks.stream().map(chunk -> new FeedItem(new ProducerRecord<>(Topics.CHECKPOINT, 0,
                FeedItem.utf8(CheckpointCodec.recordKey(chunk)), chunk.toByteArray()), false)).toList();
    }
}
