package dev.understudy.cli.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a run goes.
 *
 * @param seed of faults, times, frames
 * @param scenarios at most so many
 * @param limit no scenario begins so long after the first
 * @param faults kinds to draw from
 * @param realTrainer the trainer learns, instead of telling what it was taught
 * @param streamKafka settings passed through to the stream's clients, to see what they do to it
 * @param folder where everything lies; new or empty
 */
public record ChaosSettings(long seed, int scenarios, Duration limit, List<FaultKind> faults, boolean realTrainer,
        Map<String, String> streamKafka, Path folder) {

    public ChaosSettings {
        faults = List.copyOf(faults);
        streamKafka = Map.copyOf(streamKafka);
    }
}
