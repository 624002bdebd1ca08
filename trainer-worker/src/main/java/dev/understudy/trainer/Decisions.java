package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.TrainerState;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Turns proposals into decisions. Versions and epochs only grow, over restarts and rejections: the candidate event
 * takes one epoch, the verdict the next, and a promoted manifest carries the verdict's.
 */
final class Decisions {

    private static final String NOT_FINITE = "not-finite";

    private final String model;
    private final Signer signer;
    private final Lineage lineage;
    private final CheckpointManifest start;

    Decisions(String model, Signer signer, Lineage lineage, CheckpointManifest start) {
        this.model = model;
        this.signer = signer;
        this.lineage = lineage;
        this.start = start;
    }

    Decision on(Proposal proposal) {
        TrainerState now = lineage.committed();
        long version = Math.max(now.getLastVersion(), start.getVersion()) + 1;
        long epoch = Math.max(now.getLastEpoch(), start.getEpoch()) + 1;
        long verdictEpoch = epoch + 1;
        boolean finite = proposal.candidate().isFinite();
        boolean promoted = finite && proposal.passed();
        String reason = finite ? proposal.reason() : NOT_FINITE;

        Checkpoint candidate = described(proposal, version, verdictEpoch);
        EncodedCheckpoint encoded = CheckpointCodec.encode(candidate, signer);
        ModelRef ref = encoded.ref();
        LifecycleEvent.Builder verdict = event(promoted ? LifecycleKind.PROMOTED : LifecycleKind.REJECTED, ref,
                verdictEpoch).setReport(proposal.report());
        if (!promoted) {
            verdict.setReason(reason);
        }
        TrainerState state = promoted ? lineage.stateAfterPromotion(ref, verdictEpoch)
                : lineage.stateAfterRejection(version, verdictEpoch);
        return new Decision(promoted, promoted ? "" : reason, candidate, encoded,
                List.of(event(LifecycleKind.CANDIDATE, ref, epoch).build(), verdict.build()), state);
    }

    private Checkpoint described(Proposal proposal, long version, long epoch) {
        long parent = lineage.committed().hasCheckpoint()
                ? lineage.committed().getCheckpoint().getVersion() : start.getVersion();
        CheckpointManifest manifest = proposal.candidate().manifest().toBuilder().setModel(model)
                .setVersion(version).setParentVersion(parent).setEpoch(epoch).setCreatedNs(nowNanos())
                .setTrainingSteps(lineage.steps()).setAdmittedSamples(lineage.admittedSamples())
                .setReport(proposal.report()).build();
        return new Checkpoint(manifest, proposal.candidate().tensors());
    }

    private static LifecycleEvent.Builder event(LifecycleKind kind, ModelRef ref, long epoch) {
        return LifecycleEvent.newBuilder().setKind(kind).setModel(ref).setEpoch(epoch).setAtNs(nowNanos());
    }

    private static long nowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }
}
