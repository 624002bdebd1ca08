package dev.understudy.replay.experiment;

import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.train.TrainerConfig;

/**
 * Settings of a prequential run.
 *
 * @param trainer online training
 * @param gate publication gate
 * @param stepsPerCandidate optimiser steps after which a candidate goes to the gate
 * @param training false: the served model stays the bootstrap
 */
public record PrequentialConfig(TrainerConfig trainer, GateConfig gate, int stepsPerCandidate, boolean training) {

    /** The demonstration's profile: short runs, so little evidence is asked for; the vetoes stay. */
    public static PrequentialConfig defaults() {
        return new PrequentialConfig(TrainerConfig.defaults(), GateConfig.defaults().withMinima(20, 10, 32), 40, true);
    }
}
