package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.label.RobotTrust;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.TrainerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Turns proposals into decisions. Versions and epochs only grow, over restarts and rejections: the candidate event
 * takes one epoch, the verdict the next, and a promoted manifest carries the verdict's; robots that lost or regained
 * trust come first, with an epoch each.
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
        long version = nextVersion();
        long epoch = nextEpoch() + proposal.trust().size();
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
        List<LifecycleEvent> events = new ArrayList<>(trustEvents(proposal));
        events.add(event(LifecycleKind.CANDIDATE, ref, epoch).build());
        events.add(verdict.build());
        return new Decision(promoted, promoted ? "" : reason, candidate, encoded, events, state);
    }

    /** Robots that the candidate was made without, or with again: one epoch each, before the candidate's. */
    private List<LifecycleEvent> trustEvents(Proposal proposal) {
        ModelRef live = lineage.committed().getCheckpoint().toBuilder().setModel(model).build();
        List<LifecycleEvent> out = new ArrayList<>();
        for (RobotTrust.Change change : proposal.trust()) {
            out.add(event(change.trusted() ? LifecycleKind.ROBOT_TRUSTED : LifecycleKind.ROBOT_DISTRUSTED, live,
                    nextEpoch() + out.size()).setRobot(change.robot())
                    .setReason(change.trusted() ? "branches-agree" : "branches-unrelated")
                    .setReport(String.format(Locale.ROOT, "{\"kappa\":%.3f}", change.kappa())).build());
        }
        return out;
    }

    /**
     * An earlier version's weights become a new version, whose parent it is: versions and epochs only grow, so a
     * stream needs no rule of its own to go back.
     */
    Decision rollback(Checkpoint target, OperatorRequest request) {
        long epoch = nextEpoch();
        Checkpoint again = again(target, epoch);
        EncodedCheckpoint encoded = CheckpointCodec.encode(again, signer);
        LifecycleEvent event = answer(LifecycleKind.ROLLED_BACK, encoded.ref(), epoch, request)
                .setReason(request.event().getReason()).setReport(again.manifest().getReport()).build();
        return new Decision(true, "", again, encoded, List.of(event),
                lineage.stateAfterRollback(encoded.ref(), again.manifest(), request.offset() + 1));
    }

    /**
     * The live model has declined: what was live before it is live again, as a new version, and training is frozen.
     * The rollback takes one epoch, the freeze the next.
     */
    Decision freeze(Checkpoint target, Decline decline) {
        long epoch = nextEpoch();
        Checkpoint again = again(target, epoch);
        EncodedCheckpoint encoded = CheckpointCodec.encode(again, signer);
        LifecycleEvent back = event(LifecycleKind.ROLLED_BACK, encoded.ref(), epoch).setReason(decline.reason())
                .setReport(decline.report()).build();
        LifecycleEvent frozen = event(LifecycleKind.FROZEN, encoded.ref(), epoch + 1).setReason(decline.reason())
                .build();
        return new Decision(true, decline.reason(), again, encoded, List.of(back, frozen),
                lineage.stateAfterDecline(encoded.ref(), again.manifest(), epoch + 1, decline.reason()));
    }

    /** Training goes on. */
    Decision resume(OperatorRequest request) {
        long epoch = nextEpoch();
        LifecycleEvent event = answer(LifecycleKind.RESUMED, lineage.committed().getCheckpoint(), epoch, request)
                .setReason(request.event().getReason()).build();
        return new Decision(false, "", null, null, List.of(event),
                lineage.stateAfterResume(epoch, request.offset() + 1));
    }

    /** A robot's crops of a time are erased: an event, which says how many samples held one, and the state. */
    Decision erasure(OperatorRequest request, int samples) {
        long epoch = nextEpoch();
        LifecycleEvent event = answer(LifecycleKind.ERASED, lineage.committed().getCheckpoint().toBuilder()
                .setModel(model).build(), epoch, request).setErasure(request.event().getErasure())
                .setReason(request.event().getReason()).setReport("{\"samples\":" + samples + "}").build();
        return new Decision(false, "", null, null, List.of(event), lineage.stateAfterErasure(
                request.event().getErasure(), epoch, request.offset() + 1));
    }

    private Checkpoint again(Checkpoint target, long epoch) {
        CheckpointManifest old = target.manifest();
        return new Checkpoint(old.toBuilder().setModel(model).setVersion(nextVersion())
                .setParentVersion(old.getVersion()).setEpoch(epoch).setCreatedNs(nowNanos())
                .setReport("{\"rolledBackTo\":" + old.getVersion() + "}").build(), target.tensors());
    }

    /** The request's version cannot become live: only an event and the state are to be committed. */
    Decision refusal(OperatorRequest request, String reason) {
        long epoch = nextEpoch();
        LifecycleEvent event = answer(LifecycleKind.REQUEST_REFUSED, request.event().getModel(), epoch, request)
                .setReason(reason).build();
        return new Decision(false, reason, null, null, List.of(event),
                lineage.stateAfterRefusal(epoch, request.offset() + 1));
    }

    private long nextVersion() {
        return Math.max(lineage.committed().getLastVersion(), start.getVersion()) + 1;
    }

    private long nextEpoch() {
        return Math.max(lineage.committed().getLastEpoch(), start.getEpoch()) + 1;
    }

    /** The operator's name goes into the signed answer, so that the audit log says who asked. */
    private static LifecycleEvent.Builder answer(LifecycleKind kind, ModelRef ref, long epoch,
            OperatorRequest request) {
        return event(kind, ref, epoch).setInstance(request.event().getInstance()).setFrom(request.source());
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
