package dev.understudy.cli.chaos.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.CheckpointAssembler;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.v1.CheckpointChunk;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts the checkpoint topic's records together; a version counts as broken until it is whole and verified. */
final class VersionReader {

    private final Facts facts;
    private final String model;
    private final CheckpointAssembler assembler;

    VersionReader(Facts facts, String model, ManifestTrust trust) {
        this.facts = facts;
        this.model = model;
        this.assembler = new CheckpointAssembler(trust, AssemblyLimits.defaults());
    }

    void take(ConsumerRecord<byte[], byte[]> record) throws InvalidProtocolBufferException {
        CheckpointCodec.deletedVersion(model, record.key(), record.value()).ifPresent(facts.deleted::add);
        if (record.value() == null) {
            return;
        }
        CheckpointChunk chunk = CheckpointChunk.parseFrom(record.value());
        if (!chunk.getModel().equals(model)) {
            return;
        }
        facts.broken.putIfAbsent(chunk.getVersion(), "incomplete");
        assembler.accept(chunk).ifPresent(this::settled);
        if (chunk.hasManifest()) {
            assembler.settle(model, chunk.getVersion()).ifPresent(this::settled);
        }
    }

    private void settled(Assembly assembly) {
        if (assembly instanceof Assembly.Refused refused) {
            facts.broken.put(refused.refusal().model().getVersion(), refused.refusal().reason().label());
            return;
        }
        VerifiedCheckpoint checkpoint = ((Assembly.Verified) assembly).checkpoint();
        if (facts.forged.contains(checkpoint.ref().getVersion())) {
            facts.broken.put(checkpoint.ref().getVersion(), "planted, whole, and of a stale epoch");
            return;
        }
        facts.broken.remove(checkpoint.ref().getVersion());
        ModelId id = ModelId.of(checkpoint.ref());
        // The same records once more are the same version.
        if (facts.versions.stream().noneMatch(version -> version.id().equals(id))) {
            facts.versions.add(new VersionFact(id, checkpoint.checkpoint().manifest().getParentVersion(),
                    checkpoint.epoch(), lineage(checkpoint)));
        }
    }

    private static List<Long> lineage(VerifiedCheckpoint checkpoint) {
        Tensor taught = checkpoint.checkpoint().tensors().get(SampleIds.TENSOR);
        return taught == null ? null : SampleIds.fromWeights(taught.data());
    }
}
