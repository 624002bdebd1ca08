package dev.understudy.cli.demo;

import dev.understudy.cli.common.ClaimCheckFlags;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.cli.settings.Settings;
import dev.understudy.learning.loop.LearningChoice;
import java.nio.file.Path;

/**
 * What the user asked of a demo run.
 *
 * @param seconds seconds of simulated driving
 * @param seed of streets, traffic, noise and training
 * @param robots robots of the simulated fleet
 * @param training whether the trainer runs
 * @param log recorded log to play instead of the fleet, or {@code null}
 * @param headless whether the terminal view is off
 * @param runDir chosen run folder, or {@code null}
 * @param brokerPort port of the embedded broker, 0 = a free one
 * @param registryPort port of the embedded registry, 0 = a free one
 * @param settings of all parts of the loop
 * @param config the same as a file, each with its origin
 * @param learning where the settings of learning come from
 * @param services brokers and registry of the user's own, if any
 * @param claims store for large frames, if any
 */
record DemoSettings(int seconds, long seed, int robots, boolean training, Path log, boolean headless, Path runDir,
        int brokerPort, int registryPort, Settings settings, String config, LearningChoice learning,
        ServiceOptions services, ClaimCheckFlags claims) {

    /** Below this no checkpoint could be trained, gated and scored. */
    static final int MIN_SECONDS = 20;
    /** The embedded broker has partitions for this many. */
    static final int MAX_ROBOTS = 16;
    /** Scans per second of every simulated robot. */
    static final double FRAME_RATE_HZ = 2.5;
    /** Share of the drive in the source domain, before the shift. */
    static final double SOURCE_SHARE = 0.2;
}
