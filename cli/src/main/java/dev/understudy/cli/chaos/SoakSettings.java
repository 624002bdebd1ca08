package dev.understudy.cli.chaos;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a soak goes.
 *
 * @param seed of the frames
 * @param limit length of the measured part
 * @param swaps ends the measured part earlier, when so many checkpoints have gone live; 0 for never
 * @param framesPerSecond LiDAR frames of the whole fleet; 0 for {@code share} of what the machine was seen to take
 * @param share of that capacity, 0 to 1
 * @param realTrainer the trainer learns; else it publishes what it was taught, often
 * @param stepsPerCandidate the trainer's steps from one candidate to the next
 * @param folder where everything lies; new or empty
 */
record SoakSettings(long seed, Duration limit, int swaps, double framesPerSecond, double share, boolean realTrainer,
        int stepsPerCandidate, Path folder) {
}
