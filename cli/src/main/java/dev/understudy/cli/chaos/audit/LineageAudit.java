package dev.understudy.cli.chaos.audit;

import static dev.understudy.cli.chaos.audit.Invariant.LINEAGE_ONCE;

import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.TrainerState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every published version goes on from its parent, and what it was taught is, partition by partition, exactly the
 * accepted samples up to the position that was committed with it.
 */
final class LineageAudit {

    private final Facts facts;
    private final Map<Long, Origin> samples = new HashMap<>();
    private final Map<Integer, List<ObjectFact>> byPartition = new TreeMap<>();

    LineageAudit(Facts facts) {
        this.facts = facts;
        for (ObjectFact sample : facts.samples) {
            if (sample.accepted()) {
                samples.put(SampleIds.of(sample.objectId()), sample.at());
                byPartition.computeIfAbsent(sample.at().partition(), p -> new ArrayList<>()).add(sample);
            }
        }
        byPartition.values().forEach(of -> of.sort(Comparator.comparingLong(sample -> sample.at().offset())));
    }

    void check(Findings findings) {
        Map<Long, List<Long>> known = new HashMap<>();
        Map<Long, TrainerState> states = new HashMap<>();
        facts.states.stream().filter(TrainerState::hasCheckpoint)
                .forEach(state -> states.put(state.getCheckpoint().getVersion(), state));
        long admitted = 0;
        for (VersionFact version : facts.versions) {
            if (version.lineage() == null) {
                continue;
            }
            checkParent(version, known, findings);
            checkOnce(version, findings);
            TrainerState state = states.get(version.id().version());
            if (state != null) {
                checkPositions(version, state, findings);
            } else {
                findings.violated(LINEAGE_ONCE, "no state was committed with " + name(version));
            }
            known.put(version.id().version(), version.lineage());
            admitted = version.lineage().size();
        }
        findings.count("samples admitted", admitted);
        checkStatesOnly(findings);
    }

    private void checkParent(VersionFact version, Map<Long, List<Long>> known, Findings findings) {
        List<Long> parent = known.get(version.parent());
        if (parent == null && (known.isEmpty() || facts.deleted.contains(version.parent()))) {
            return;
        }
        if (parent == null || version.lineage().size() < parent.size()
                || !version.lineage().subList(0, parent.size()).equals(parent)) {
            findings.violated(LINEAGE_ONCE, name(version) + " does not go on from its parent " + version.parent());
        }
    }

    private void checkOnce(VersionFact version, Findings findings) {
        HashSet<Long> once = new HashSet<>();
        for (Long sample : version.lineage()) {
            if (!once.add(sample)) {
                findings.violated(LINEAGE_ONCE, name(version) + " was taught twice: " + samples.get(sample));
            }
        }
    }

    private void checkPositions(VersionFact version, TrainerState state, Findings findings) {
        Map<Integer, List<Long>> taught = new TreeMap<>();
        for (Long sample : version.lineage()) {
            Origin at = samples.get(sample);
            if (at == null) {
                findings.violated(LINEAGE_ONCE, name(version) + " was taught what is no accepted sample");
            } else {
                taught.computeIfAbsent(at.partition(), p -> new ArrayList<>()).add(sample);
            }
        }
        byPartition.forEach((partition, all) -> {
            long position = state.getPositionsOrDefault(partition, 0);
            List<Long> due = all.stream().filter(sample -> sample.at().offset() < position)
                    .map(sample -> SampleIds.of(sample.objectId())).toList();
            List<Long> is = taught.getOrDefault(partition, List.of());
            if (!due.equals(is)) {
                findings.violated(LINEAGE_ONCE, name(version) + ", partition " + partition + ": " + due.size()
                        + " accepted samples up to its position " + position + ", taught " + is.size()
                        + (due.size() == is.size() ? " others" : ""));
            }
        });
        if (state.getAdmittedSamples() != version.lineage().size()) {
            findings.violated(LINEAGE_ONCE, name(version) + ": " + version.lineage().size()
                    + " samples taught, its state says " + state.getAdmittedSamples());
        }
    }

    /** What can be said without the learner's help: positions never go back, and totals with a version only. */
    private void checkStatesOnly(Findings findings) {
        boolean wentBack = facts.decisions.stream().anyMatch(d -> d.kind() == LifecycleKind.ROLLED_BACK);
        TrainerState before = TrainerState.getDefaultInstance();
        for (TrainerState state : facts.states) {
            TrainerState last = before;
            state.getPositionsMap().forEach((partition, position) -> {
                if (position < last.getPositionsOrDefault(partition, 0)) {
                    findings.violated(LINEAGE_ONCE, "partition " + partition + ": the position goes back to "
                            + position);
                }
            });
            // Who goes back to an earlier version counts on from what that one was taught.
            if (!wentBack && state.getAdmittedSamples() < last.getAdmittedSamples()) {
                findings.violated(LINEAGE_ONCE, "admitted samples go back to " + state.getAdmittedSamples());
            }
            before = state;
        }
    }

    private static String name(VersionFact version) {
        return "version " + version.id().version();
    }
}
