package dev.understudy.learning.train;

import dev.understudy.learning.gate.Evidence;
import dev.understudy.learning.label.AdaptiveThresholds;
import dev.understudy.learning.label.BranchKappa;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.label.JudgedView;
import dev.understudy.learning.label.LabelDecision;
import dev.understudy.learning.label.LabelRule;
import dev.understudy.learning.label.Labelling;
import dev.understudy.learning.label.ModalityWeight;
import dev.understudy.learning.label.RobotTrust;
import dev.understudy.learning.sample.Floats;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.RecordStatistics;
import dev.understudy.proto.v1.RobotAgreement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Sorts judged objects: every one moves the thresholds, some become probes, accepted ones may teach. */
final class RecordIntake {

    private final TrainerConfig config;
    private final RecordCheck check;
    private final int classes;
    private final SampleEncoder encoder;
    private final Labelling labelling;
    private ModalityWeight weight;
    private final ArrayDeque<TrainingSample> probe = new ArrayDeque<>();
    private final ArrayDeque<TrainingSample> taught = new ArrayDeque<>();
    private final Set<String> newTracks = new HashSet<>();
    private final RobotTrust trust;
    // Of the record sorted last.
    private boolean lostTrust;
    private String track;
    private LabelDecision decision;
    private long records;
    private long complete;
    private long admitted;
    private long candidatesSincePublication;
    private long admittedSincePublication;

    /** Goes on with the thresholds, the prior and the modality weight of a manifest. */
    RecordIntake(TrainerConfig config, CheckpointManifest from, SampleEncoder encoder) {
        this.config = config;
        this.classes = from.getClassNamesCount();
        this.check = new RecordCheck(from.getTaxonomyVersion(), classes);
        this.encoder = encoder;
        this.labelling = new Labelling(config.labelling(), LabelRule.named(from.getRule()), thresholds(from));
        this.weight = ModalityWeight.resume(classes, from.getPointWeight());
        this.trust = new RobotTrust(classes);
    }

    private static AdaptiveThresholds thresholds(CheckpointManifest from) {
        int classes = from.getClassNamesCount();
        return from.getClassThresholdsCount() == classes && from.getClassPriorCount() == classes
                ? AdaptiveThresholds.resume(Floats.of(from.getClassThresholdsList()),
                        Floats.of(from.getClassPriorList()))
                : new AdaptiveThresholds(classes);
    }

    /** What becomes of a record; counts it and lets thresholds and probe follow. */
    Admission sort(PseudoLabelledSample record) {
        lostTrust = false;
        if (!check.accepts(record)) {
            return Admission.UNUSABLE;
        }
        records++;
        JudgedView view = JudgedView.of(record);
        track = view.track().isEmpty() ? JudgedView.prefix(record) + "record" + records : view.track();
        boolean hasImage = view.image() != null;
        lostTrust = hasImage && trust.observe(record.getRobotId(), track, Fusion.argmax(view.point()),
                Fusion.argmax(view.image()));
        if (config.has(Guard.ROBOT_TRUST) && !trust.trusts(record.getRobotId())) {
            return Admission.DISTRUSTED;
        }
        labelling.observe(view);
        complete += hasImage ? 1 : 0;
        candidatesSincePublication += hasImage || !config.has(Guard.IMAGE_NEEDED) ? 1 : 0;
        if (hasImage && complete % config.memory().probeEvery() == 0) {
            probe.addLast(remembered(record, 0));
            if (probe.size() > config.memory().probes()) {
                probe.removeFirst();
            }
            return Admission.PROBE;
        }
        decision = labelling.decide(view);
        if (!decision.teaches()) {
            return Admission.REJECTED;
        }
        if (hasImage) {
            weight.observe(decision.label(), Fusion.argmax(view.point()), Fusion.argmax(view.image()));
        }
        return Admission.ADMITTED;
    }

    /** Per class: those that follow the stream, or the fixed one. */
    float[] thresholds() {
        return labelling.thresholds();
    }

    /** Running mean class distribution. */
    float[] prior() {
        return labelling.prior();
    }

    /** The label of the record sorted last, which was admitted. */
    int label() {
        return decision.label();
    }

    /** The record sorted last, which was admitted, as a row for memory. */
    TrainingSample sample(PseudoLabelledSample record) {
        newTracks.add(track);
        admitted++;
        admittedSincePublication++;
        TrainingSample sample = remembered(record, decision.label());
        taught.addLast(sample);
        if (taught.size() > config.memory().probes()) {
            taught.removeFirst();
        }
        return sample;
    }

    private TrainingSample remembered(PseudoLabelledSample record, int as) {
        return new TrainingSample(encoder.encode(record.getCluster()), as, track,
                encoder.essence(record.getCluster()));
    }

    /** Rows under what their tracks' views agree on by now. */
    List<TrainingSample> withNewestLabels(List<TrainingSample> rows) {
        List<TrainingSample> out = new ArrayList<>(rows.size());
        for (TrainingSample row : rows) {
            int agreed = labelling.labelOf(row.track());
            out.add(agreed < 0 ? row : new TrainingSample(row.object(), agreed, row.track()));
        }
        return out;
    }

    ModalityWeight weight() {
        return weight;
    }

    long records() {
        return records;
    }

    long admitted() {
        return admitted;
    }

    Evidence evidence(long updates) {
        return new Evidence(updates, newTracks.size(),
                (double) admittedSincePublication / Math.max(1, candidatesSincePublication),
                probe.stream().map(TrainingSample::object).toList(), withNewestLabels(List.copyOf(taught)));
    }

    /** Whether with the record sorted last its robot lost the trust it had: what it taught before is as doubtful. */
    boolean lostTrust() {
        return config.has(Guard.ROBOT_TRUST) && lostTrust;
    }

    /** Robots trusted no more or again since this was asked last. */
    List<RobotTrust.Change> trustChanges() {
        return config.has(Guard.ROBOT_TRUST) ? trust.changes() : List.of();
    }

    /** Whether a sample is of a track that was admitted since the last publication. */
    boolean isNew(TrainingSample sample) {
        return newTracks.contains(sample.track());
    }

    /** Lets go of probes; returns how many. */
    int removeIf(Predicate<TrainingSample> gone) {
        taught.removeIf(gone);
        int before = probe.size();
        probe.removeIf(gone);
        return before - probe.size();
    }

    void startNewPeriod() {
        newTracks.clear();
        taught.clear();
        admittedSincePublication = 0;
        candidatesSincePublication = 0;
    }

    /** What the next record depends on; nothing of the time since the last publication, which is then over. */
    RecordStatistics save() {
        RecordStatistics.Builder out = RecordStatistics.newBuilder().setRecords(records).setComplete(complete)
                .setAdmitted(admitted).setPointAgrees(weight.pointAgrees()).setImageAgrees(weight.imageAgrees());
        labelling.save(out);
        probe.forEach(sample -> out.addProbe(Remembered.of(sample)));
        trust.kappas().forEach((robot, kappa) -> out.addRobots(agreement(robot, kappa)));
        return out.build();
    }

    private static RobotAgreement agreement(String robot, BranchKappa kappa) {
        return RobotAgreement.newBuilder().setRobot(robot)
                .addAllByPoint(Arrays.stream(kappa.byPoint()).boxed().toList())
                .addAllByImage(Arrays.stream(kappa.byImage()).boxed().toList()).setAgreed(kappa.agreed())
                .setDistrusted(kappa.isDistrusted()).addAllCounted(kappa.counted()).build();
    }

    private BranchKappa kappa(RobotAgreement from) {
        if (from.getByPointCount() != classes) {
            throw new IllegalArgumentException("a robot's agreement on " + from.getByPointCount() + " classes");
        }
        return BranchKappa.of(from.getByPointList().stream().mapToDouble(Double::doubleValue).toArray(),
                from.getByImageList().stream().mapToDouble(Double::doubleValue).toArray(), from.getAgreed(),
                from.getDistrusted(), from.getCountedList());
    }

    /**
     * Goes on where another left off.
     *
     * @throws IllegalArgumentException when it counts other classes
     */
    void load(RecordStatistics from) {
        records = from.getRecords();
        complete = from.getComplete();
        admitted = from.getAdmitted();
        labelling.load(from);
        weight = ModalityWeight.of(classes, from.getPointAgrees(), from.getImageAgrees());
        probe.clear();
        probe.addAll(new Remembered(encoder, classes).samples(from.getProbeList()));
        Map<String, BranchKappa> kappas = new LinkedHashMap<>();
        from.getRobotsList().forEach(r -> kappas.put(r.getRobot(), kappa(r)));
        trust.load(kappas);
        startNewPeriod();
    }
}
