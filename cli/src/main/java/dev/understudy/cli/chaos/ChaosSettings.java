package dev.understudy.cli.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a run goes.
 *
 * @param seed of faults, times, frames
 * @param scenarios at most so many
 * @param limit no scenario begins so long after the first
 * @param faults kinds to draw from
 * @param realTrainer the trainer learns, instead of telling what it was taught
 * @param streamFlags further flags of the stream, to see what they do to it
 * @param folder where everything lies; new or empty
 */
public record ChaosSettings(long seed, int scenarios, Duration limit, List<FaultKind> faults, boolean realTrainer,
        List<String> streamFlags, Path folder) {

    public ChaosSettings {
        faults = List.copyOf(faults);
        streamFlags = List.copyOf(streamFlags);
    }
}
