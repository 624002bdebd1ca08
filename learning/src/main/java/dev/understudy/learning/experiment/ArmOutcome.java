package dev.understudy.learning.experiment;

import dev.understudy.learning.train.StepCounts;
import java.util.List;

/**
 * What an arm did with a stream. Predictions are class indices, one list per way of asking: the point branch, the
 * image branch (-1 without a crop) and what is served.
 *
 * @param stream each object's by the model that was live before the object could teach
 * @param target of the last live model on held-out objects of where the stream went
 * @param source of the last live model on held-out objects of the source
 * @param labels what the trainer accepted
 * @param publication what the gate and the health watch found
 * @param stepCounts optimiser steps made and discarded, and roll-backs
 */
public record ArmOutcome(String arm, Predictions stream, Predictions target, Predictions source, Labels labels,
        Publication publication, StepCounts stepCounts) {

    /** Predictions by branch, one entry per object. */
    public record Predictions(int[] point, int[] image, int[] served) {
    }

    /**
     * Labels the trainer took, of objects whose class is known.
     *
     * @param records objects offered, which ends with an alarm
     * @param admitted objects that may teach
     * @param right of the admitted ones, those with the true label
     * @param steps optimiser steps made
     * @param broken of the records, those of a robot that the fault broke
     * @param brokenAdmitted of the admitted ones, those of such a robot
     * @param distrusted robots that lost the trainer's trust, in the order they did
     */
    public record Labels(int records, int admitted, int right, long steps, int broken, int brokenAdmitted,
            List<String> distrusted) {
    }

    /**
     * What went live and what did not stay.
     *
     * @param candidates every one in order
     * @param alarms of the health watch: one at most, for learning ends with it
     */
    public record Publication(List<Candidate> candidates, List<Alarm> alarms) {
    }

    /**
     * The live model declined: what was live before it is live again, and nothing more is learnt.
     *
     * @param step when
     * @param reason the failed tests of the watch
     */
    public record Alarm(long step, String reason) {
    }

    /**
     * One candidate.
     *
     * @param step when it was made
     * @param forged whether samples of the stream were forged by then
     * @param published whether it went live
     * @param reason the failed tests of the gate; empty when it passed
     */
    public record Candidate(long step, boolean forged, boolean published, String reason) {
    }
}
