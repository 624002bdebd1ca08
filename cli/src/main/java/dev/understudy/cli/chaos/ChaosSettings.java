package dev.understudy.cli.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a run goes.
 *
 * @param seed of faults, times, frames
 * @param scenarios at most so many
 * @param limit no scenario begins later than this
 * @param faults kinds to draw from
 * @param realTrainer the trainer learns, instead of telling what it was taught
 * @param folder where everything lies; new or empty
 */
public record ChaosSettings(long seed, int scenarios, Duration limit, List<FaultKind> faults, boolean realTrainer,
        Path folder) {

    public ChaosSettings {
        faults = List.copyOf(faults);
    }
}
