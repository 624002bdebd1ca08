package dev.understudy.cli.bench;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.replay.scan.LogScans;
import dev.understudy.replay.scan.ScanReader;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A labelled log: a recording, or a drive of one simulated robot. */
public final class LabelledInput {

    private static final String SIMULATED = "sim:";

    @Parameters(paramLabel = "LOG", description = "recording with labels, or sim:DOMAIN for a simulated drive")
    private String log;

    @Option(names = "--seed", defaultValue = "1", description = "seed of a simulated drive (default 1)")
    private long seed;

    @Option(names = "--seconds", defaultValue = "10", description = "length of a simulated drive (default 10)")
    private int seconds;

    @Option(names = "--frame-rate", defaultValue = "10", description = "its scans per second (default 10)")
    private double frameRate;

    String log() {
        return log;
    }

    ScanReader open() {
        if (!log.startsWith(SIMULATED)) {
            return ScanReader.open(Path.of(log));
        }
        try {
            return new LogScans(new SimulatedFleet(new FleetConfig(seed, 1, frameRate, (int) (seconds * frameRate),
                    List.of(new DomainPhase(log.substring(SIMULATED.length()), 1)))));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage(), e);
        }
    }
}
