package dev.understudy.learning.train;

import dev.understudy.learning.gate.Evidence;
import dev.understudy.learning.label.AdaptiveThresholds;
import dev.understudy.learning.label.BranchKappa;
import dev.understudy.learning.label.Decision;
import dev.understudy.learning.label.DistributionAlignment;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.label.LabelRule;
import dev.understudy.learning.label.ModalityWeight;
import dev.understudy.learning.label.RobotTrust;
import dev.understudy.learning.label.TrackConsensus;
import dev.understudy.learning.label.TrackVoteRule;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.RecordStatistics;
import dev.understudy.proto.v1.RobotAgreement;
import dev.understudy.proto.v1.TrackSum;
import dev.understudy.proto.v1.Verdict;
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

    /** Between those of the published configurations, 0.82 to 0.84. */
    private static final float FIXED_THRESHOLD = 0.82f;

    private final TrainerConfig config;
    private final RecordCheck check;
    private final int classes;
    private final SampleEncoder encoder;
    private final LabelRule rule;
    private final boolean votes;
    private AdaptiveThresholds thresholds;
    private ModalityWeight weight;
    private DistributionAlignment alignment;
    private final TrackConsensus consensus = new TrackConsensus();
    private final ArrayDeque<TrainingSample> probe = new ArrayDeque<>();
    private final ArrayDeque<TrainingSample> taught = new ArrayDeque<>();
    private final Set<String> newTracks = new HashSet<>();
    private final float[] windowDistribution;
    private final RobotTrust trust;
    // Of the record sorted last.
    private boolean lostTrust;
    private String track;
    private int label;
    private double windowConfidence;
    private int windowSize;
    private long records;
    private long complete;
    private long admitted;
    private long completeSincePublication;
    private long admittedSincePublication;

    /** Goes on with the thresholds, the prior and the modality weight of a manifest. */
    RecordIntake(TrainerConfig config, CheckpointManifest from, SampleEncoder encoder) {
        this.config = config;
        this.classes = from.getClassNamesCount();
        this.check = new RecordCheck(from.getTaxonomyVersion(), classes);
        this.encoder = encoder;
        this.thresholds = from.getClassThresholdsCount() == classes && from.getClassPriorCount() == classes
                ? AdaptiveThresholds.resume(Floats.of(from.getClassThresholdsList()),
                        Floats.of(from.getClassPriorList()))
                : new AdaptiveThresholds(classes);
        this.weight = ModalityWeight.resume(classes, from.getPointWeight());
        this.rule = LabelRule.named(from.getRule());
        this.votes = config.has(Guard.TRACK_CONSENSUS) || rule.name().equals(TrackVoteRule.NAME);
        this.alignment = new DistributionAlignment(classes);
        this.trust = new RobotTrust(classes);
        this.windowDistribution = new float[classes];
    }

    /** What becomes of a record; counts it and lets thresholds and probe follow. */
    Admission sort(PseudoLabelledSample record) {
        lostTrust = false;
        if (!check.accepts(record)) {
            return Admission.UNUSABLE;
        }
        records++;
        boolean hasImage = record.getImageDistributionCount() == classes;
        track = trackOf(record);
        float[] point = Floats.of(record.getPointDistributionList());
        float[] image = hasImage ? Floats.of(record.getImageDistributionList()) : null;
        lostTrust = hasImage
                && trust.observe(record.getRobotId(), track, Fusion.argmax(point), Fusion.argmax(image));
        if (config.has(Guard.ROBOT_TRUST) && !trust.trusts(record.getRobotId())) {
            return Admission.DISTRUSTED;
        }
        if (hasImage) {
            complete++;
            completeSincePublication++;
            observe(record, point, image);
        }
        float[] labelPoint = aligned(point);
        float[] labelImage = aligned(image);
        consensus.add(track, labelPoint, labelImage, record.getPointWeight());
        if (hasImage && complete % config.probeEvery() == 0) {
            probe.addLast(remembered(record, 0));
            if (probe.size() > config.probeSize()) {
                probe.removeFirst();
            }
            return Admission.PROBE;
        }
        if (!accepted(record, labelPoint, labelImage)) {
            return Admission.REJECTED;
        }
        if (hasImage) {
            weight.observe(label, Fusion.argmax(point), Fusion.argmax(image));
        }
        return Admission.ADMITTED;
    }

    private String trackOf(PseudoLabelledSample record) {
        long id = record.getCluster().getTrackId();
        // Every LiDAR of a robot numbers its own tracks.
        return record.getRobotId() + "/" + record.getLidarFrameId() + "/"
                + (id == 0 ? "record" + records : "track" + id);
    }

    private boolean accepted(PseudoLabelledSample record, float[] point, float[] image) {
        if (!votes) {
            return acceptedAlone(record, point, image);
        }
        Decision agreed = consensus.of(track);
        label = agreed.label();
        return record.getVerdict() != Verdict.TOO_FEW_POINTS
                && agreed.confidence() > thresholds()[agreed.label()];
    }

    private boolean acceptedAlone(PseudoLabelledSample record, float[] point, float[] image) {
        label = record.getLabel();
        if (!rule.adapts()) {
            return record.getVerdict() == Verdict.ACCEPTED;
        }
        float confidence = record.getConfidence();
        boolean judged = record.getVerdict() == Verdict.ACCEPTED || record.getVerdict() == Verdict.BELOW_THRESHOLD;
        if (judged && config.has(Guard.DISTRIBUTION_ALIGNMENT)) {
            Decision aligned = rule.fusion().decide(point, image, record.getPointWeight());
            label = aligned.label();
            return aligned.confidence() > thresholds()[label];
        }
        // The stream judges by the thresholds of the live model. The trainer's own follow the stream at once; by
        // the stream's alone, a model with thresholds too high for a new domain could never be replaced.
        boolean trusted = record.getVerdict() == Verdict.ACCEPTED && config.has(Guard.ADAPTIVE_THRESHOLDS);
        return trusted || judged && confidence > thresholds()[label];
    }

    /** A distribution as labels are made of it: brought back to the prior, or as it is. */
    private float[] aligned(float[] distribution) {
        return distribution == null || !config.has(Guard.DISTRIBUTION_ALIGNMENT) ? distribution
                : alignment.align(distribution, thresholds.prior());
    }

    /** Per class: those that follow the stream, or the fixed one. */
    float[] thresholds() {
        float[] out = thresholds.thresholds();
        if (!config.has(Guard.ADAPTIVE_THRESHOLDS)) {
            Arrays.fill(out, FIXED_THRESHOLD);
        }
        return out;
    }

    /** Running mean class distribution. */
    float[] prior() {
        return thresholds.prior();
    }

    /** The record sorted last, which was admitted, as a row for memory. */
    TrainingSample sample(PseudoLabelledSample record) {
        newTracks.add(track);
        admitted++;
        admittedSincePublication++;
        TrainingSample sample = remembered(record, label);
        taught.addLast(sample);
        if (taught.size() > config.probeSize()) {
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
        if (!votes) {
            return rows;
        }
        List<TrainingSample> out = new ArrayList<>(rows.size());
        for (TrainingSample row : rows) {
            int agreed = consensus.of(row.track()).label();
            out.add(agreed < 0 ? row : new TrainingSample(row.object(), agreed, row.track()));
        }
        return out;
    }

    private void observe(PseudoLabelledSample record, float[] point, float[] image) {
        if (config.has(Guard.DISTRIBUTION_ALIGNMENT)) {
            alignment.observe(point);
            alignment.observe(image);
        }
        windowConfidence += record.getConfidence();
        for (int k = 0; k < classes; k++) {
            windowDistribution[k] += (point[k] + image[k]) / 2;
        }
        if (++windowSize < config.recordsPerRound()) {
            return;
        }
        for (int k = 0; k < classes; k++) {
            windowDistribution[k] /= windowSize;
        }
        thresholds.observe((float) (windowConfidence / windowSize), windowDistribution);
        Arrays.fill(windowDistribution, 0);
        windowConfidence = 0;
        windowSize = 0;
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
                (double) admittedSincePublication / Math.max(1, completeSincePublication),
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
        completeSincePublication = 0;
    }

    /** What the next record depends on; nothing of the time since the last publication, which is then over. */
    RecordStatistics save() {
        RecordStatistics.Builder out = RecordStatistics.newBuilder().setRecords(records).setComplete(complete)
                .setAdmitted(admitted).setThresholdLevel(thresholds.level())
                .addAllPrior(Floats.list(thresholds.prior())).setPointAgrees(weight.pointAgrees())
                .setImageAgrees(weight.imageAgrees()).setWindowConfidence(windowConfidence)
                .addAllWindowDistribution(Floats.list(windowDistribution)).setWindowSize(windowSize);
        out.addAllRecent(Floats.list(alignment.recent()));
        probe.forEach(sample -> out.addProbe(Remembered.of(sample)));
        trust.kappas().forEach((robot, kappa) -> out.addRobots(agreement(robot, kappa)));
        if (votes) {
            consensus.sums().forEach((name, sums) ->
                    out.addTracks(TrackSum.newBuilder().setTrack(name).addAllSums(Floats.list(sums))));
        }
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
        thresholds = AdaptiveThresholds.of(from.getThresholdLevel(), Floats.of(from.getPriorList(), classes));
        weight = ModalityWeight.of(classes, from.getPointAgrees(), from.getImageAgrees());
        alignment = DistributionAlignment.of(Floats.of(from.getRecentList(), classes));
        windowConfidence = from.getWindowConfidence();
        windowSize = from.getWindowSize();
        System.arraycopy(Floats.of(from.getWindowDistributionList(), classes), 0, windowDistribution, 0, classes);
        probe.clear();
        probe.addAll(new Remembered(encoder, classes).samples(from.getProbeList()));
        Map<String, float[]> tracks = new LinkedHashMap<>();
        from.getTracksList().forEach(t -> tracks.put(t.getTrack(), Floats.of(t.getSumsList(), classes)));
        consensus.load(tracks);
        Map<String, BranchKappa> kappas = new LinkedHashMap<>();
        from.getRobotsList().forEach(r -> kappas.put(r.getRobot(), kappa(r)));
        trust.load(kappas);
        startNewPeriod();
    }
}
