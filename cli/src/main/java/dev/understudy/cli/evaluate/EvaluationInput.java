package dev.understudy.cli.evaluate;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.TopicFlags;
import dev.understudy.cli.common.UserError;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.WindowedLog;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The log of an evaluation: a recording, or a simulated fleet. */
final class EvaluationInput {

    private static final String SIMULATED = "sim:";
    private static final double SIMULATED_HZ = 2.5;
    private static final double NANOS = 1e9;

    @Parameters(paramLabel = "LOG",
            description = "file or folder of the recording (${bundle:log-formats}), or sim:DOMAIN,... for a "
                    + "simulated fleet")
    private String log;

    @Mixin
    private TopicFlags topics;

    @Option(names = "--duration", paramLabel = "SECONDS",
            description = "only the first seconds (a simulated drive: its length, default 20)")
    private Double seconds;

    @Option(names = "--robots", defaultValue = "2", description = "robots of a simulated fleet (default 2)")
    private int robots;

    @Option(names = "--seed", defaultValue = "1", description = "seed of a simulated fleet (default 1)")
    private long seed;

    /** Opens it at its start. */
    DriveLog open() {
        return log.startsWith(SIMULATED) ? simulated() : recorded();
    }

    private DriveLog recorded() {
        DriveLog whole = DriveLogs.open(Path.of(log), topics.options());
        return seconds == null ? whole : new WindowedLog(whole, 0, (long) (seconds * NANOS));
    }

    private DriveLog simulated() {
        int frames = (int) Math.round((seconds == null ? 20 : seconds) * SIMULATED_HZ);
        List<DomainPhase> domains = Stream.of(log.substring(SIMULATED.length()).split(","))
                .map(name -> new DomainPhase(name, 1)).toList();
        try {
            return new SimulatedFleet(new FleetConfig(seed, robots, SIMULATED_HZ, frames, domains));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, log + ": " + e.getMessage(), e);
        }
    }
}
