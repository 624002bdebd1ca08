package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.SignedManifest;
import dev.understudy.proto.v1.TrainerState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Which published versions stay on the checkpoint topic: the newest ones, what is live, what was live before it, and
 * what somebody went back to. The others' records are deleted key by key, manifest first, so that a reader never takes
 * a half-deleted version for a damaged one. The audit log keeps saying what was live.
 */
final class Retention {

    private static final int MOST_CHUNKS =
            (int) (AssemblyLimits.defaults().maxPayloadBytes() / CheckpointCodec.CHUNK_BYTES);

    private final int keep;
    /** Most chunks ever seen of a version, by version. */
    private final TreeMap<Long, Integer> stored = new TreeMap<>();

    /** Keeps at least so many of the newest versions. */
    Retention(int keep) {
        this.keep = keep;
    }

    /** A record of the version is on the topic. */
    void stored(CheckpointChunk chunk) {
        // Anybody may claim any count; more than an assembler takes were never published.
        int count = Math.max(0, Math.min(MOST_CHUNKS, chunk.getCount()));
        stored.merge(chunk.getVersion(), count, Math::max);
    }

    /** The version's records are deleted. */
    void forgotten(long version) {
        stored.remove(version);
    }

    /** Versions that may go once the state is committed. */
    List<Long> expired(TrainerState state) {
        Set<Long> pinned = new HashSet<>(state.getPinnedList());
        pinned.add(state.getCheckpoint().getVersion());
        pinned.add(state.getFallback().getVersion());
        // Anybody may claim a high version: it would take the place of one that was published.
        Set<Long> published = stored.headMap(state.getLastVersion(), true).keySet();
        Set<Long> newest = stored.headMap(state.getLastVersion(), true).descendingKeySet().stream().limit(keep)
                .collect(Collectors.toSet());
        return published.stream().filter(v -> !newest.contains(v) && !pinned.contains(v)).toList();
    }

    /** Records that delete versions. */
    List<ProducerRecord<byte[], byte[]>> tombstones(String model, List<Long> versions) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (long version : versions) {
            CheckpointChunk.Builder named = CheckpointChunk.newBuilder().setModel(model).setVersion(version);
            records.add(tombstone(named.setManifest(SignedManifest.getDefaultInstance()).build()));
            named.clearManifest();
            for (int index = 0; index < stored.getOrDefault(version, 0); index++) {
                records.add(tombstone(named.setIndex(index).build()));
            }
        }
        return records;
    }

    private static ProducerRecord<byte[], byte[]> tombstone(CheckpointChunk named) {
        byte[] key = CheckpointCodec.recordKey(named).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(Topics.CHECKPOINT, 0, key, null);
    }
}
