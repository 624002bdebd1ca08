package dev.understudy.learning.gate;

import dev.understudy.learning.statistics.Balance;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the publication gate measures of a candidate, the served model and the bootstrap.
 *
 * @param canary macro accuracy on labelled source objects
 * @param labels lowest share of the taught labels, over some in a row, that are what the served model is sure of; empty
 *     when it is sure of too few
 * @param sureness mean probability that the candidate leaves to what the bootstrap is sure of on the probe; empty when
 *     that is too little
 * @param balance on the probe; empty without one
 * @param evidence what happened since the last publication
 */
record CandidateFigures(Compared<Double> canary, OptionalDouble labels, OptionalDouble sureness,
        Optional<Compared<Balance>> balance, Evidence evidence) {

    /** One figure of the three models. */
    record Compared<F>(F candidate, F served, F base) {
    }
}
