package dev.understudy.cli.chaos;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.run.Logging;
import dev.understudy.cli.run.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy chaos}: does harm to a whole system on this machine and audits what it published. */
@Command(name = "chaos", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run broker, stream and trainer as processes, kill, stop and confuse them while frames flow, and "
                + "audit every topic: nothing lost, nothing doubled. Exit code 5 when an invariant does not hold.",
        footer = {"", "The faults of a scenario follow from --seed and its number; when they strike, from the machine "
                + "as well.", "Without --real-trainer, the trainer writes down what it was taught, so that the audit "
                + "can hold it against the samples."})
public final class ChaosCommand implements Callable<Integer> {

    private static final int DEFAULT_MINUTES = 5;
    private static final int SECONDS_PER_MINUTE = 60;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--seed", defaultValue = "1", description = "seed of the faults (default 1)")
    private long seed;

    @Option(names = "--minutes", defaultValue = "" + DEFAULT_MINUTES,
            description = "begin no scenario so long after the first (default ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--scenarios", defaultValue = "1000", description = "at most so many (default: as time permits)")
    private int scenarios;

    @Option(names = "--faults", paramLabel = "NAME,...", split = ",",
            description = "draw from these only: ${COMPLETION-CANDIDATES}", completionCandidates = Labels.class)
    private List<String> faults = List.of();

    @Option(names = "--real-trainer", description = "run the trainer that learns; what it learnt from is audited by "
            + "its totals only")
    private boolean realTrainer;

    @Option(names = "--stream-kafka", paramLabel = "NAME=VALUE",
            description = "passed through to the stream's Kafka clients; repeatable")
    private Map<String, String> streamKafka = Map.of();

    @Option(names = "--at-least-once",
            description = "run the stream without exactly-once processing, which the audit must find")
    private boolean atLeastOnce;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "folder of the run (default runs/chaos-<time>)")
    private Path runDir;

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    @Override
    public Integer call() {
        if (scenarios < 1 || !(minutes > 0)) {
            throw new UserError(ExitCode.USAGE, "--scenarios and --minutes are positive, got " + scenarios + " and "
                    + minutes);
        }
        List<FaultKind> kinds = kinds();
        RunFolder folder = RunFolder.createNew(Path.of("runs"), "chaos", runDir);
        Logging.toFile(folder.file("run.log"));
        PrintWriter err = spec.commandLine().getErr();
        err.println("seed " + seed + ", run folder " + folder.path());
        err.flush();
        ChaosReport report = new ChaosRun(new ChaosSettings(seed, scenarios,
                Duration.ofMillis((long) (minutes * SECONDS_PER_MINUTE * 1000)), kinds, realTrainer, streamFlags(),
                folder.path()),
                line -> {
                    err.println(line);
                    err.flush();
                }).run();
        print(report, spec.commandLine().getOut());
        return report.clean() ? ExitCode.OK : ExitCode.VIOLATION;
    }

    private void print(ChaosReport report, PrintWriter out) {
        if (json) {
            Report.json(out, report);
            return;
        }
        new TreeMap<>(report.counts()).forEach((what, number) -> out.printf(Locale.ROOT, "%8d %s%n", number, what));
        report.endedAlone().forEach(who -> out.println("started again: " + who));
        report.violations().forEach(violation -> out.println("VIOLATED " + violation));
        out.println("seed " + report.seed() + ": " + report.scenarios().size() + " scenarios, " + report.counted()
                + " whose fault took effect, " + (report.clean() ? "no invariant violated" : "VIOLATIONS"));
        out.flush();
    }

    private List<String> streamFlags() {
        List<String> flags = new ArrayList<>(
                atLeastOnce ? List.of("--set", "stream.run.exactlyOnce=false") : List.of());
        streamKafka.forEach((name, value) -> flags.addAll(List.of("--kafka", name + "=" + value)));
        return flags;
    }

    private List<FaultKind> kinds() {
        if (faults.isEmpty()) {
            return List.of(FaultKind.values());
        }
        return faults.stream().map(name -> Arrays.stream(FaultKind.values())
                .filter(kind -> kind.label().equals(name)).findFirst().orElseThrow(() -> new UserError(ExitCode.USAGE,
                        "--faults: there is no fault '" + name + "'; there are " + String.join(", ", new Labels()))))
                .toList();
    }

    /** Names of all faults. */
    private static final class Labels implements Iterable<String> {

        @Override
        public java.util.Iterator<String> iterator() {
            return Arrays.stream(FaultKind.values()).map(FaultKind::label).iterator();
        }
    }
}
