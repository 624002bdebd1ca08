package dev.understudy.learning.train;

/**
 * What a step minimises: every loss of the method with its weight.
 *
 * @param selfTraining weight of the cross-entropy of both branches against pseudo-labels and anchors
 * @param crossModal weight of the contrastive loss
 * @param temperature of the contrastive loss
 * @param fairness weight of the balance loss on each branch
 * @param globalLocal weight of the masked tokens' alignment with the class token, each branch
 * @param masked weight of masked modelling, each branch
 */
public record Objective(float selfTraining, float crossModal, float temperature, float fairness, float globalLocal,
        float masked) {

    public Objective {
        TrainerConfig.require(selfTraining >= 0 && crossModal >= 0 && fairness >= 0 && globalLocal >= 0 && masked >= 0,
                "weights of losses must not be negative: " + selfTraining + ", " + crossModal + ", " + fairness + ", "
                        + globalLocal + ", " + masked);
        TrainerConfig.require(temperature > 0, "temperature must be positive");
    }

    /**
     * Without the two losses that need tokens: small students gain nothing from masked modelling, and the family
     * without tokens cannot carry it.
     */
    public static Objective withoutTokens(float crossModal, float temperature, float fairness) {
        return new Objective(1, crossModal, temperature, fairness, 0, 0);
    }

    /** Self-training, the alignment of the branches and balance. */
    public static Objective defaults() {
        return withoutTokens(0.5f, 0.1f, 0.5f);
    }

    /** The same with another weight of the contrastive loss. */
    public Objective withCrossModal(float weight) {
        return new Objective(selfTraining, weight, temperature, fairness, globalLocal, masked);
    }

    boolean needsTokens() {
        return globalLocal != 0 || masked != 0;
    }
}
