package dev.understudy.learning.train;

/**
 * How the weights move.
 *
 * @param rate learning rate of AdamW
 * @param weightDecay of AdamW, matrices only
 * @param clipNorm largest global gradient norm
 * @param warmUpSteps steps over which the rate rises from 0
 * @param teacherHalfLife steps after which half of the teacher is new: about 10-15 % of the run
 * @param branches which branches move
 */
public record OptimiserConfig(float rate, float weightDecay, float clipNorm, int warmUpSteps, float teacherHalfLife,
        Branches branches) {

    public OptimiserConfig {
        TrainerConfig.require(rate > 0 && clipNorm > 0 && teacherHalfLife > 0,
                "rate, clipNorm and teacherHalfLife must be positive");
        TrainerConfig.require(weightDecay >= 0 && warmUpSteps >= 0, "weightDecay and warmUpSteps must not be negative");
    }

    /** Both branches, in small steps; why small, {@link BatchConfig#defaults} tells. */
    public static OptimiserConfig defaults() {
        return new OptimiserConfig(1.5e-4f, 0.01f, 1f, 50, 60, Branches.BOTH);
    }

    /** The same with another learning rate. */
    public OptimiserConfig withRate(float other) {
        return new OptimiserConfig(other, weightDecay, clipNorm, warmUpSteps, teacherHalfLife, branches);
    }

    /** The same where other branches move. */
    public OptimiserConfig withBranches(Branches others) {
        return new OptimiserConfig(rate, weightDecay, clipNorm, warmUpSteps, teacherHalfLife, others);
    }
}
