package dev.understudy.learning.train;

import dev.understudy.learning.gate.Evidence;
import dev.understudy.learning.label.AdaptiveThresholds;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sorts judged objects: every one moves the thresholds, some become probes, accepted ones may teach. */
final class RecordIntake {

    private final TrainerConfig config;
    private final String taxonomyVersion;
    private final int classes;
    private final SampleEncoder encoder;
    private final AdaptiveThresholds thresholds;
    private final ArrayDeque<EncodedObject> probe = new ArrayDeque<>();
    private final Set<String> newTracks = new HashSet<>();
    private final float[] windowDistribution;
    private double windowConfidence;
    private int windowSize;
    private long records;
    private long complete;
    private long admitted;
    private long completeSincePublication;
    private long admittedSincePublication;

    RecordIntake(TrainerConfig config, String taxonomyVersion, int classes, SampleEncoder encoder) {
        this.config = config;
        this.taxonomyVersion = taxonomyVersion;
        this.classes = classes;
        this.encoder = encoder;
        this.thresholds = new AdaptiveThresholds(classes);
        this.windowDistribution = new float[classes];
    }

    /** What becomes of a record; counts it and lets thresholds and probe follow. */
    Admission sort(PseudoLabelledSample record) {
        if (record.getPointDistributionCount() != classes
                || !record.getTaxonomyVersion().equals(taxonomyVersion)) {
            return Admission.UNUSABLE;
        }
        records++;
        if (record.getImageDistributionCount() == classes) {
            complete++;
            completeSincePublication++;
            observe(record);
            if (complete % config.probeEvery() == 0) {
                probe.addLast(encoder.encode(record.getCluster()));
                if (probe.size() > config.probeSize()) {
                    probe.removeFirst();
                }
                return Admission.PROBE;
            }
        }
        return record.getVerdict() == Verdict.ACCEPTED ? Admission.ADMITTED : Admission.REJECTED;
    }

    /** An admitted record as a row for memory. */
    TrainingSample sample(PseudoLabelledSample record) {
        long id = record.getCluster().getTrackId();
        String track = record.getRobotId() + "/" + (id == 0 ? "record" + records : "track" + id);
        newTracks.add(track);
        admitted++;
        admittedSincePublication++;
        return new TrainingSample(encoder.encode(record.getCluster()), record.getLabel(), track);
    }

    private void observe(PseudoLabelledSample record) {
        windowConfidence += record.getConfidence();
        for (int k = 0; k < classes; k++) {
            windowDistribution[k] += (record.getPointDistribution(k) + record.getImageDistribution(k)) / 2;
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

    AdaptiveThresholds thresholds() {
        return thresholds;
    }

    long records() {
        return records;
    }

    long admitted() {
        return admitted;
    }

    Evidence evidence(long updates) {
        return new Evidence(updates, newTracks.size(),
                (double) admittedSincePublication / Math.max(1, completeSincePublication), List.copyOf(probe));
    }

    void startNewPeriod() {
        newTracks.clear();
        admittedSincePublication = 0;
        completeSincePublication = 0;
    }
}
