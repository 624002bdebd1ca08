package dev.understudy.streams.model;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.CheckpointAssembler;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.Refusal;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns records of the checkpoint topic into offers. The topic is written chunks first and manifest last, so a
 * manifest settles its version: what is missing then stays missing. Records without a value delete old versions.
 */
public final class CheckpointFeed {

    /** Refusals held back while catching up; further ones are told at once. */
    private static final int MOST_REFUSALS = 64;

    private final String model;
    private final CheckpointAssembler assembler;
    private final ModelAdoption<?> adoption;
    private boolean catchingUp;
    /** The newest version seen while catching up, and where its manifest lies. */
    private Assembly.Verified newest;
    private SourceRecord newestFrom;
    /** While catching up: a version may turn out to have been deleted, and half of its records with it. */
    private final List<PendingRefusal> refusals = new ArrayList<>();

    public CheckpointFeed(String model, ManifestTrust trust, AssemblyLimits limits, ModelAdoption<?> adoption) {
        this.model = model;
        this.assembler = new CheckpointAssembler(trust, limits);
        this.adoption = adoption;
    }

    /** From now on versions are only remembered, the newest of them. */
    void beginCatchUp() {
        catchingUp = true;
        newest = null;
        refusals.clear();
    }

    /** Offers the newest version remembered, and every later one at once. */
    void endCatchUp() {
        catchingUp = false;
        refusals.forEach(refusal -> adoption.offer(refusal.refused(), refusal.from()));
        refusals.clear();
        if (newest != null) {
            adoption.offer(newest, newestFrom);
            newest = null;
        }
    }

    /** Judges the next record of the checkpoint topic. */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            CheckpointCodec.deletedVersion(model, record.key(), null).ifPresent(version ->
                    refusals.removeIf(r -> r.refused().refusal().model().getVersion() == version));
            return;
        }
        SourceRecord from = SourceRecord.newBuilder().setTopic(record.topic()).setPartition(record.partition())
                .setOffset(record.offset()).build();
        CheckpointChunk chunk;
        try {
            chunk = CheckpointChunk.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            adoption.offer(unreadable(record), from);
            return;
        }
        if (!chunk.getModel().equals(model)) {
            return;
        }
        Optional<Assembly> settled = assembler.accept(chunk);
        settled.ifPresent(assembly -> offer(assembly, from));
        if (chunk.hasManifest()) {
            assembler.settle(model, chunk.getVersion()).ifPresent(assembly -> offer(assembly, from));
        }
    }

    private void offer(Assembly assembly, SourceRecord from) {
        if (catchingUp && assembly instanceof Assembly.Refused refused && refusals.size() < MOST_REFUSALS) {
            refusals.add(new PendingRefusal(refused, from));
        } else if (!catchingUp || !(assembly instanceof Assembly.Verified verified)) {
            adoption.offer(assembly, from);
        } else if (newest == null || verified.checkpoint().epoch() > newest.checkpoint().epoch()) {
            newest = verified;
            newestFrom = from;
        }
    }

    private record PendingRefusal(Assembly.Refused refused, SourceRecord from) {
    }

    private Assembly unreadable(ConsumerRecord<byte[], byte[]> record) {
        return new Assembly.Refused(new Refusal(Refusal.Reason.MALFORMED_CHUNK,
                ModelRef.newBuilder().setModel(model).build(), 0, "record at offset " + record.offset()));
    }
}
