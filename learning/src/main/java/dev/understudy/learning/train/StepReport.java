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
 * @param applied false when the step was discarded because it was not finite or far out of line
 */
public record StepReport(long step, float pointLoss, float imageLoss, float crossModalLoss, float fairnessLoss,
        float gradientNorm, boolean applied) {
}
