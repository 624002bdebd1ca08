package dev.understudy.learning.pretrain;

import dev.understudy.learning.train.Discard;
import dev.understudy.learning.train.StepCounts;

/** Steps of pretraining that are skipped because they are not finite, within a bound. */
final class SkippedSteps {

    /** Share of all steps: the model is still that of its config, as if a batch in a hundred had not been drawn. */
    private static final double MOST = 0.01;
    /** Every step has other objects: when one more fails alike, it is the weights or the maths, and will not end. */
    private static final int MOST_IN_A_ROW = 3;

    private final int steps;
    private final int most;
    private StepCounts counts = StepCounts.NONE;
    private int inARow;

    /** @param steps of the whole run; however few they are, one of them may be skipped */
    SkippedSteps(int steps) {
        this.steps = steps;
        this.most = Math.max(1, (int) (MOST * steps));
    }

    /**
     * Takes in the next step.
     *
     * @param norm global norm of its gradients
     * @return whether the step is to be skipped
     * @throws PretrainException when that would be one too many
     */
    boolean skips(float norm) {
        boolean finite = Float.isFinite(norm);
        counts = counts.and(finite ? Discard.NONE : Discard.NOT_FINITE);
        inARow = finite ? 0 : inARow + 1;
        if (inARow > MOST_IN_A_ROW || counts.discarded().notFinite() > most) {
            throw new PretrainException("pretraining ended at step " + counts.made() + " of " + steps
                    + ": the gradients of " + counts.discarded().notFinite() + " steps, the last " + inARow
                    + " in a row, were not finite; at most " + most + ", and " + MOST_IN_A_ROW + " in a row, are "
                    + "skipped");
        }
        return !finite;
    }

    StepCounts counts() {
        return counts;
    }
}
