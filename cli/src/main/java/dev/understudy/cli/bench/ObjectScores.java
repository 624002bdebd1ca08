package dev.understudy.cli.bench;

import dev.understudy.replay.metrics.PairedRecall;

/**
 * How well clusters fit labelled objects.
 *
 * @param recall adaptive mode (one) against exact mode with the same ground mask (other)
 * @param lostByGate objects recovered by adaptive mode whose cluster the proposal gate turned away
 * @param passShare share of all clusters that pass the gate
 * @param worstPassShare the same in the frame where it is largest
 * @param ground points called ground against labelled ones, or {@code null} where no point has a class
 */
record ObjectScores(int frames, PairedRecall.Summary recall, int lostByGate, double passShare, double worstPassShare,
        double clustersPerFrame, Ground ground) {

    /** Precision and recall of the ground's points. */
    record Ground(double precision, double recall, double f1, long points) {
    }
}
