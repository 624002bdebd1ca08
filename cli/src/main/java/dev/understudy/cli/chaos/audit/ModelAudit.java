package dev.understudy.cli.chaos.audit;

import static dev.understudy.cli.chaos.audit.Invariant.CHECKPOINT_WHOLE;
import static dev.understudy.cli.chaos.audit.Invariant.DECISIONS_IN_ORDER;
import static dev.understudy.cli.chaos.audit.Invariant.ONLY_VERIFIED_LIVE;

import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.TrainerState;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checkpoints against the trainer's decisions and state, all of one transaction. */
final class ModelAudit {

    private static final Set<LifecycleKind> DECIDED = EnumSet.of(LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED,
            LifecycleKind.REJECTED, LifecycleKind.ROLLED_BACK, LifecycleKind.REQUEST_REFUSED, LifecycleKind.FROZEN,
            LifecycleKind.RESUMED, LifecycleKind.ERASED, LifecycleKind.ROBOT_DISTRUSTED,
            LifecycleKind.ROBOT_TRUSTED);

    private final Facts facts;
    private final Map<ModelId, VersionFact> whole = new HashMap<>();
    private final Set<ModelId> verified;

    ModelAudit(Facts facts) {
        this.facts = facts;
        facts.versions.forEach(version -> whole.put(version.id(), version));
        verified = facts.verified();
    }

    void check(Findings findings) {
        findings.count("verified versions", facts.versions.size());
        findings.count("deleted versions", facts.deleted.size());
        findings.count("forged versions", facts.forged.size());
        facts.broken.forEach((version, why) -> {
            if (!facts.forged.contains(version) && !facts.deleted.contains(version)) {
                findings.violated(CHECKPOINT_WHOLE, "version " + version + " on the topic: " + why);
            }
        });
        checkDecisions(findings);
        checkAdoptions(findings);
        checkStates(findings);
    }

    private void checkDecisions(Findings findings) {
        long epoch = 0;
        Map<ModelId, Integer> live = new HashMap<>();
        ModelId candidate = null;
        List<DecisionFact> decided = facts.decisions.stream()
                .filter(d -> DECIDED.contains(d.kind()) && d.trusted()).toList();
        findings.count("decisions", decided.size());
        for (DecisionFact decision : decided) {
            if (decision.epoch() <= epoch) {
                findings.violated(DECISIONS_IN_ORDER, decision.at() + ": epoch " + decision.epoch() + " after "
                        + epoch);
            }
            epoch = Math.max(epoch, decision.epoch());
            if (candidate != null && !candidate.equals(decision.model())) {
                findings.violated(DECISIONS_IN_ORDER, "candidate " + candidate.version() + " has no verdict");
            }
            candidate = decision.kind() == LifecycleKind.CANDIDATE ? decision.model() : null;
            if (decision.madeLive()) {
                live.merge(decision.model(), 1, Integer::sum);
                requireCheckpoint(decision, findings);
            }
        }
        if (candidate != null) {
            findings.violated(DECISIONS_IN_ORDER, "candidate " + candidate.version() + " has no verdict");
        }
        facts.versions.stream().filter(v -> live.getOrDefault(v.id(), 0) != 1)
                .forEach(v -> findings.violated(CHECKPOINT_WHOLE, "version " + v.id().version() + " is on the topic, "
                        + "and was promoted " + live.getOrDefault(v.id(), 0) + " times"));
    }

    private void requireCheckpoint(DecisionFact decision, Findings findings) {
        VersionFact version = whole.get(decision.model());
        if (version == null && verified.contains(decision.model())) {
            return;
        }
        if (version == null) {
            findings.violated(CHECKPOINT_WHOLE, "version " + decision.model().version()
                    + " was promoted, and is not on the topic");
        } else if (version.epoch() != decision.epoch()) {
            findings.violated(DECISIONS_IN_ORDER, "version " + decision.model().version() + " has epoch "
                    + version.epoch() + " and was promoted in epoch " + decision.epoch());
        }
    }

    private void checkAdoptions(Findings findings) {
        List<DecisionFact> adopted =
                facts.decisions.stream().filter(d -> d.kind() == LifecycleKind.ADOPTED).toList();
        findings.count("adoptions", adopted.size());
        findings.count("refusals",
                facts.decisions.stream().filter(d -> d.kind() == LifecycleKind.REFUSED).count());
        adopted.stream().filter(d -> !verified.contains(d.model())).forEach(d -> findings.violated(
                ONLY_VERIFIED_LIVE, "version " + d.model().version() + " was adopted and is no verified version"));
    }

    private void checkStates(Findings findings) {
        findings.count("trainer states", facts.states.size());
        TrainerState before = TrainerState.getDefaultInstance();
        for (TrainerState state : facts.states) {
            if (state.getLastEpoch() < before.getLastEpoch() || state.getLastVersion() < before.getLastVersion()) {
                findings.violated(DECISIONS_IN_ORDER, "the trainer's state goes back to epoch " + state.getLastEpoch()
                        + " and version " + state.getLastVersion());
            }
            if (state.hasCheckpoint() && !verified.contains(ModelId.of(state.getCheckpoint()))) {
                findings.violated(CHECKPOINT_WHOLE, "the trainer's state goes on from version "
                        + state.getCheckpoint().getVersion() + ", which is not on the topic");
            }
            before = state;
        }
    }
}
