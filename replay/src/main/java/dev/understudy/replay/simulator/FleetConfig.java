package dev.understudy.replay.simulator;

import java.util.List;

/**
 * A simulated drive of several robots.
 *
 * @param seed of everything that is drawn
 * @param robots number of robots, each on a street of its own
 * @param frameRateHz LiDAR turns and images per second of drive
 * @param frames LiDAR frames per robot
 * @param phases domains in the order they are driven through; their fractions are scaled to sum to 1
 */
public record FleetConfig(long seed, int robots, double frameRateHz, int frames, List<DomainPhase> phases) {

    public FleetConfig {
        phases = List.copyOf(phases);
        if (robots < 1 || frames < 1 || !(frameRateHz > 0) || phases.isEmpty()) {
            throw new IllegalArgumentException("a fleet needs robots, frames, a frame rate and a domain");
        }
    }

    /** A drive that stays in one domain. */
    public static FleetConfig of(long seed, int robots, double frameRateHz, int frames, String domain) {
        return new FleetConfig(seed, robots, frameRateHz, frames, List.of(new DomainPhase(domain, 1)));
    }
}
