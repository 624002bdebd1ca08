package dev.understudy.cli.models;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.kafka.CommittedRecords;
import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.CheckpointAssembler;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads whole versions from the checkpoint topic. */
final class StoredVersions {

    private StoredVersions() {
    }

    /**
     * Reads versions of the model.
     *
     * @throws UserError when one is not there, or is not whole and trusted
     */
    static List<VerifiedCheckpoint> read(ModelOptions options, List<Long> versions) {
        Map<Long, Map<Integer, CheckpointChunk>> found = new TreeMap<>();
        versions.forEach(version -> found.put(version, new TreeMap<>()));
        try (CommittedRecords records = new CommittedRecords(options.services().kafka())) {
            records.read(Topics.CHECKPOINT, record -> {
                CheckpointCodec.deletedVersion(options.model(), record.key(), record.value())
                        .ifPresent(version -> found.getOrDefault(version, new TreeMap<>()).clear());
                chunk(record).filter(chunk -> chunk.getModel().equals(options.model()))
                        .filter(chunk -> found.containsKey(chunk.getVersion()))
                        // Of two records of one key compaction keeps the later, and so does this.
                        .ifPresent(chunk -> found.get(chunk.getVersion()).put(
                                chunk.hasManifest() ? Integer.MAX_VALUE : chunk.getIndex(), chunk));
            });
        }
        return versions.stream()
                .map(version -> assemble(options, version, new ArrayList<>(found.get(version).values()))).toList();
    }

    private static VerifiedCheckpoint assemble(ModelOptions options, long version, List<CheckpointChunk> chunks) {
        if (chunks.isEmpty() || !chunks.get(chunks.size() - 1).hasManifest()) {
            throw ModelNotes.unknown(options, version);
        }
        CheckpointAssembler assembler = new CheckpointAssembler(options.trust(), AssemblyLimits.defaults());
        Optional<Assembly> settled = Optional.empty();
        for (CheckpointChunk chunk : chunks) {
            settled = assembler.accept(chunk);
        }
        Assembly assembly = settled.or(() -> assembler.settle(options.model(), version)).orElseThrow();
        if (assembly instanceof Assembly.Refused refused) {
            throw new UserError(ExitCode.INPUT, Topics.CHECKPOINT + ": " + refused.refusal());
        }
        return ((Assembly.Verified) assembly).checkpoint();
    }

    private static Optional<CheckpointChunk> chunk(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? Optional.empty() : Optional.of(CheckpointChunk.parseFrom(record.value()));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
