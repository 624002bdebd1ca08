package dev.understudy.learning.train;

import dev.understudy.learning.label.Labelling;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that steers online self-training. The defaults are what a trainer deploys.
 *
 * @param batch where the rows of a step come from
 * @param memory what is kept of the stream
 * @param pace how many steps the stream calls for
 * @param optimiser how the weights move
 * @param objective what a step minimises
 * @param views how much harder the student's views of rows are made
 * @param guards what is on of that which keeps an endless run sound
 */
public record TrainerConfig(BatchConfig batch, MemoryConfig memory, Pace pace, OptimiserConfig optimiser,
        Objective objective, Views views, Set<Guard> guards) {

    /** Between those of the published configurations, 0.82 to 0.84. */
    private static final float FIXED_THRESHOLD = 0.82f;

    public TrainerConfig {
        require(memory.size() >= batch.memory(), "memory.size must hold batch.memory: training would never begin");
        guards = Collections.unmodifiableSet(guards.isEmpty() ? EnumSet.noneOf(Guard.class) : EnumSet.copyOf(guards));
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** For a run of some hundred steps and more. */
    public static TrainerConfig defaults() {
        return new TrainerConfig(BatchConfig.defaults(), MemoryConfig.defaults(), Pace.defaults(),
                OptimiserConfig.defaults(), Objective.defaults(), Views.defaults(), Guard.defaults());
    }

    /** Whether a guard is on. */
    public boolean has(Guard guard) {
        return guards.contains(guard);
    }

    /** Rows of a batch with pseudo-labels: without anchors all of them. */
    int pseudoLabelledRows() {
        return batch.fresh() + batch.memory() + (has(Guard.SOURCE_ANCHORS) ? 0 : batch.anchors());
    }

    /** The same with other batches. */
    public TrainerConfig withBatch(BatchConfig other) {
        return new TrainerConfig(other, memory, pace, optimiser, objective, views, guards);
    }

    /** The same with another memory. */
    public TrainerConfig withMemory(MemoryConfig other) {
        return new TrainerConfig(batch, other, pace, optimiser, objective, views, guards);
    }

    /** The same at another pace. */
    public TrainerConfig withPace(Pace other) {
        return new TrainerConfig(batch, memory, other, optimiser, objective, views, guards);
    }

    /** The same with another optimiser. */
    public TrainerConfig withOptimiser(OptimiserConfig other) {
        return new TrainerConfig(batch, memory, pace, other, objective, views, guards);
    }

    /** The same with these weights of the losses. */
    public TrainerConfig withObjective(Objective other) {
        return new TrainerConfig(batch, memory, pace, optimiser, other, views, guards);
    }

    /** The same with other views. */
    public TrainerConfig withViews(Views others) {
        return new TrainerConfig(batch, memory, pace, optimiser, objective, others, guards);
    }

    /** The same with exactly these guards. */
    public TrainerConfig withGuards(Set<Guard> others) {
        return new TrainerConfig(batch, memory, pace, optimiser, objective, views, others);
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

    /** The same where every sample teaches what it says: no later judgement corrects its label. */
    public TrainerConfig withLabelsAsGiven() {
        return without(Guard.TRACK_CONSENSUS).withBatch(batch.withRelabel(false));
    }

    /** The same for these branches; one alone learns without the loss that ties it to the other. */
    public TrainerConfig withBranches(Branches chosen) {
        return withOptimiser(optimiser.withBranches(chosen))
                .withObjective(chosen == Branches.BOTH ? objective : objective.withCrossModal(0));
    }

    /** How it is decided which samples teach, and as what. */
    public Labelling.Settings labelling() {
        return new Labelling.Settings(has(Guard.TRACK_CONSENSUS), has(Guard.IMAGE_NEEDED),
                has(Guard.ADAPTIVE_THRESHOLDS) ? null : FIXED_THRESHOLD, has(Guard.DISTRIBUTION_ALIGNMENT),
                pace.samples());
    }
}
