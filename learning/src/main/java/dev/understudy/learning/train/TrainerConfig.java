package dev.understudy.learning.train;

import dev.understudy.learning.label.Labelling;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything that steers online self-training. The defaults are the ones the prequential experiment was tuned with.
 *
 * @param freshRows rows of a batch from the newest accepted samples
 * @param memoryRows rows of a batch from the class-balanced reservoir
 * @param anchorRows rows of a batch with true labels from the source
 * @param memorySize samples the reservoir holds
 * @param trackCap samples of one track that memory holds at most
 * @param recordsPerRound judged records after which a round of steps is due
 * @param stepsPerRound optimiser steps of a round
 * @param learningRate of AdamW
 * @param weightDecay of AdamW, matrices only
 * @param clipNorm largest global gradient norm
 * @param warmUpSteps steps over which the learning rate rises from 0
 * @param emaHalfLife steps after which half of the teacher is new: about 10-15 % of the run
 * @param crossModalWeight of the contrastive loss
 * @param temperature of the contrastive loss
 * @param fairnessWeight of the balance loss on each branch
 * @param probeEvery every so many-th record with an image goes to the gate's probe set and never teaches
 * @param probeSize records the probe set holds
 * @param relabel whether rows are labelled again by the current teacher when drawn; with the consensus of tracks on,
 *     theirs are the newest labels
 * @param views how much harder the student's views of samples are made
 * @param branches which branches learn
 * @param guards what is on of that which keeps an endless run sound
 * @param objective weights of self-training itself and of the losses that need tokens
 */
public record TrainerConfig(int freshRows, int memoryRows, int anchorRows, int memorySize, int trackCap,
        int recordsPerRound, int stepsPerRound, float learningRate, float weightDecay, float clipNorm,
        int warmUpSteps, float emaHalfLife, float crossModalWeight, float temperature, float fairnessWeight,
        int probeEvery, int probeSize, boolean relabel, Views views, Branches branches, Set<Guard> guards,
        Objective objective) {

    /** Between those of the published configurations, 0.82 to 0.84. */
    private static final float FIXED_THRESHOLD = 0.82f;

    /**
     * Weights of the remaining losses of the method. Zero unless shown to help: small students gain nothing from masked
     * modelling, and the family without tokens cannot carry it.
     *
     * @param selfTraining of the cross-entropy against pseudo-labels and anchors
     * @param globalLocal of the masked tokens' alignment with the class token
     * @param masked of masked modelling
     */
    public record Objective(float selfTraining, float globalLocal, float masked) {

        public Objective {
            if (!(selfTraining >= 0 && globalLocal >= 0 && masked >= 0)) {
                throw new IllegalArgumentException("weights of losses must not be negative: " + selfTraining + ", "
                        + globalLocal + ", " + masked);
            }
        }

        /** Self-training alone. */
        public static Objective defaults() {
            return new Objective(1, 0, 0);
        }
    }

    /**
     * Strengths of {@link StrongAugmentation}.
     *
     * @param pseudoLabelled of rows with pseudo-labels
     * @param anchors of rows from the source
     */
    public record Views(double pseudoLabelled, double anchors) {

        /** All rows alike. */
        public static Views of(double strength) {
            return new Views(strength, strength);
        }
    }

    public TrainerConfig {
        require(freshRows >= 0 && memoryRows >= 0 && anchorRows >= 0 && freshRows + memoryRows + anchorRows > 1,
                "a batch needs at least two rows");
        require(memorySize >= Math.max(1, memoryRows), "memorySize must hold memoryRows: training would never begin");
        require(trackCap > 0 && recordsPerRound > 0 && stepsPerRound > 0 && probeEvery > 0 && probeSize > 0,
                "trackCap, recordsPerRound, stepsPerRound, probeEvery and probeSize must be positive");
        require(learningRate > 0 && clipNorm > 0 && emaHalfLife > 0 && temperature > 0,
                "learningRate, clipNorm, emaHalfLife and temperature must be positive");
        require(weightDecay >= 0 && warmUpSteps >= 0 && crossModalWeight >= 0 && fairnessWeight >= 0
                && views.pseudoLabelled() >= 0 && views.anchors() >= 0, "weights and strengths must not be negative");
        guards = Collections.unmodifiableSet(guards.isEmpty() ? EnumSet.noneOf(Guard.class) : EnumSet.copyOf(guards));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Both branches, with the default guards and all views of one strength. */
    public TrainerConfig(int freshRows, int memoryRows, int anchorRows, int memorySize, int trackCap,
            int recordsPerRound, int stepsPerRound, float learningRate, float weightDecay, float clipNorm,
            int warmUpSteps, float emaHalfLife, float crossModalWeight, float temperature, float fairnessWeight,
            int probeEvery, int probeSize, boolean relabel, double augmentation) {
        this(freshRows, memoryRows, anchorRows, memorySize, trackCap, recordsPerRound, stepsPerRound, learningRate,
                weightDecay, clipNorm, warmUpSteps, emaHalfLife, crossModalWeight, temperature, fairnessWeight,
                probeEvery, probeSize, relabel, Views.of(augmentation), Branches.BOTH, Guard.defaults(),
                Objective.defaults());
    }

    /**
     * For a run of some hundred steps. Half of each batch are anchors, and steps are small: with a rate of 5e-4, a
     * quarter of anchors and stronger views the student learns the target faster, but loses six points on the source,
     * and the gate refuses most of what it learns.
     *
     * <p>Two views of a track: eight ended the demo half a point of macro-F1 higher (seeds 641, 642), but cost real
     * clusters 0.7 points in one pass over 20 frames and 1.7 in five over 28.
     */
    public static TrainerConfig defaults() {
        return new TrainerConfig(16, 16, 32, 512, 2, 64, 4, 1.5e-4f, 0.01f, 1f, 50, 60, 0.5f, 0.1f, 0.5f, 10, 256,
                false, 0.45);
    }

    /** Whether a guard is on. */
    public boolean has(Guard guard) {
        return guards.contains(guard);
    }

    /** Rows of a batch with pseudo-labels: without anchors all of them. */
    int pseudoLabelledRows() {
        return freshRows + memoryRows + (has(Guard.SOURCE_ANCHORS) ? 0 : anchorRows);
    }

    /** The same with exactly these guards. */
    public TrainerConfig withGuards(Set<Guard> others) {
        return with(changes -> changes.guards = others);
    }

    /** The same with one guard switched: off if it is on, else on. */
    public TrainerConfig toggled(Guard guard) {
        return has(guard) ? without(guard) : and(guard);
    }

    /** The same with a guard on. */
    public TrainerConfig and(Guard guard) {
        Set<Guard> others = EnumSet.of(guard);
        others.addAll(guards);
        return withGuards(others);
    }

    /** The same with guards off. */
    public TrainerConfig without(Guard... off) {
        Set<Guard> others = EnumSet.noneOf(Guard.class);
        others.addAll(guards);
        List.of(off).forEach(others::remove);
        return withGuards(others);
    }

    /** The same with a memory of another size. */
    public TrainerConfig withMemorySize(int samples) {
        return with(changes -> changes.memorySize = samples);
    }

    /** The same with another learning rate. */
    public TrainerConfig withRate(float rate) {
        return with(changes -> changes.learningRate = rate);
    }

    /** The same with other views. */
    public TrainerConfig withViews(Views others) {
        return with(changes -> changes.views = others);
    }

    /** The same, with or without new labels for memory rows. */
    public TrainerConfig withRelabel(boolean whether) {
        return with(changes -> changes.relabel = whether);
    }

    /** The same where every sample teaches what it says: no later judgement corrects its label. */
    public TrainerConfig withLabelsAsGiven() {
        return without(Guard.TRACK_CONSENSUS).withRelabel(false);
    }

    /** The same for one branch, without the loss that ties it to the other. */
    public TrainerConfig withBranches(Branches chosen) {
        return with(changes -> {
            changes.branches = chosen;
            changes.crossModalWeight = chosen == Branches.BOTH ? crossModalWeight : 0;
        });
    }

    /** The same with these weights. */
    public TrainerConfig withObjective(Objective other) {
        return with(changes -> changes.objective = other);
    }

    private TrainerConfig with(Consumer<Changes> change) {
        Changes changes = new Changes(this);
        change.accept(changes);
        return new TrainerConfig(freshRows, memoryRows, anchorRows, changes.memorySize, trackCap, recordsPerRound,
                stepsPerRound, changes.learningRate, weightDecay, clipNorm, warmUpSteps, emaHalfLife,
                changes.crossModalWeight, temperature, fairnessWeight, probeEvery, probeSize, changes.relabel,
                changes.views, changes.branches, changes.guards, changes.objective);
    }

    /** What differs from one arm of an experiment to another. */
    private static final class Changes {
        private int memorySize;
        private float learningRate;
        private float crossModalWeight;
        private boolean relabel;
        private Views views;
        private Branches branches;
        private Set<Guard> guards;
        private Objective objective;

        Changes(TrainerConfig from) {
            memorySize = from.memorySize;
            learningRate = from.learningRate;
            crossModalWeight = from.crossModalWeight;
            relabel = from.relabel;
            views = from.views;
            branches = from.branches;
            guards = from.guards;
            objective = from.objective;
        }
    }

    /** How it is decided which samples teach, and as what. */
    public Labelling.Settings labelling() {
        return new Labelling.Settings(has(Guard.TRACK_CONSENSUS), has(Guard.IMAGE_NEEDED),
                has(Guard.ADAPTIVE_THRESHOLDS) ? null : FIXED_THRESHOLD, has(Guard.DISTRIBUTION_ALIGNMENT),
                recordsPerRound);
    }

    /** Every loss with its weight. */
    public LearningStep.LossWeights lossWeights() {
        return new LearningStep.LossWeights(objective.selfTraining(), crossModalWeight, temperature, fairnessWeight,
                objective.globalLocal(), objective.masked());
    }
}
