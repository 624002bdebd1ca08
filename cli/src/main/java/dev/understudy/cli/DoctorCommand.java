package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.TopicFlags;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.doctor.Doctor;
import dev.understudy.replay.doctor.Finding;
import dev.understudy.replay.log.DriveLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy doctor}: is a log fit for use? */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Examine a recorded drive (axes, ground, beams, calibration, clocks, dropped frames): one line "
                + "per finding with what to set. Exit code 5 when there is a problem.")
final class DoctorCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private TopicFlags topics;

    @Parameters(paramLabel = "LOG", description = "file or folder of the recording")
    private Path log;

    @Option(names = "--frames", defaultValue = "200", description = "LiDAR frames to read at most (default 200)")
    private int frames;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        List<Finding> findings;
        try (DriveLog drive = DriveLogs.open(log, topics.options())) {
            findings = Doctor.examine(drive, frames);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, findings);
        } else {
            findings.forEach(f -> out.printf(Locale.ROOT, "%-7s  %-11s  %s%n",
                    f.level().name().toLowerCase(Locale.ROOT), f.check(), f.text()));
        }
        out.flush();
        boolean healthy = findings.stream().noneMatch(f -> f.level() == Finding.Level.PROBLEM);
        return healthy ? ExitCode.OK : ExitCode.VIOLATION;
    }
}
