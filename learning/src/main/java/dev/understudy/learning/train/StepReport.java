package dev.understudy.learning.train;

/**
 * One optimiser step.
 *
 * @param step number of the step, from 1
 * @param pointLoss cross-entropy of the point branch
 * @param imageLoss cross-entropy of the image branch
 * @param crossModalLoss contrastive loss
 * @param fairnessLoss balance loss, both branches
 * @param gradientNorm before clipping
 * @param discard why the step was not applied, if it was not
 * @param rolledBack whether training went back to the last published weights after it
 */
public record StepReport(long step, float pointLoss, float imageLoss, float crossModalLoss, float fairnessLoss,
        float gradientNorm, Discard discard, boolean rolledBack) {

    /** Whether the weights moved. */
    public boolean applied() {
        return discard == Discard.NONE;
    }
}
