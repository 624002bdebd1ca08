package dev.understudy.cli.demo;

import dev.understudy.cli.common.ClaimCheckFlags;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.StopOnInterrupt;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.embedded.EmbeddedStartException;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.cli.settings.LearningOptions;
import dev.understudy.cli.settings.ModelFlags;
import dev.understudy.cli.settings.PerceptionFlags;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsText;
import dev.understudy.cli.settings.SettingsTree;
import dev.understudy.cli.settings.StartModel;
import dev.understudy.learning.loop.Preset;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.streams.topic.TopicException;
import dev.understudy.trainer.TrainerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy demo}: the whole loop on one machine. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run broker, registry, fleet, stream and trainer on this machine and watch the student adapt.",
        footer = {"", "The simulated fleet drives from its source domain into another; the same stream is scored with",
            "the adapting model and with the frozen one. Labels score, they never train.", "",
            "With --bootstrap-servers and --registry it runs on brokers of your own, which no other stream or trainer",
            "may use; without them it brings its own."})
public final class DemoCommand implements Callable<Integer>, NetworkCommand {

    /** Stream seconds by default: with start and end, the command takes about two minutes on two cores. */
    private static final int DEFAULT_SECONDS = 72;

    @Option(names = "--duration", paramLabel = "SECONDS", defaultValue = "" + DEFAULT_SECONDS,
            description = "seconds of simulated driving (default ${DEFAULT-VALUE}; at least 20)")
    private int seconds;

    @Option(names = "--seed", defaultValue = "1",
            description = "seed of the streets, the traffic, the sensors' noise and the training (default 1)")
    private long seed;

    @Option(names = "--robots", defaultValue = "4", description = "robots of the simulated fleet (default 4)")
    private int robots;

    @Option(names = "--no-training", negatable = false, description = "run the stream without the trainer")
    private boolean noTraining;

    @Option(names = "--log", paramLabel = "FOLDER",
            description = "play a recorded log (${bundle:log-formats}) instead of the simulated fleet")
    private Path log;

    @Option(names = "--headless", description = "no terminal view, one progress line every ten seconds")
    private boolean headless;

    @Option(names = "--json", description = "print the summary alone on standard output, as JSON")
    private boolean json;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "folder of the run (default runs/demo-<time>)")
    private Path runDir;

    @Option(names = "--broker-port", defaultValue = "0", description = "port of the embedded broker (default: free)")
    private int brokerPort;

    @Option(names = "--registry-port", defaultValue = "0",
            description = "port of the embedded schema registry (default: free)")
    private int registryPort;

    @Option(names = "--metrics-port", paramLabel = "PORT",
            description = "serve metrics and health on this loopback port (default: off; 0 picks a free one)")
    private Integer metricsPort;

    @Mixin
    private PerceptionFlags perception;

    @Mixin
    private ModelFlags model;

    @Mixin
    private ServiceOptions services;

    @Mixin
    private ClaimCheckFlags claims;

    /** The services and the run folder cannot be made twice. */
    private boolean begun;

    @Override
    public Optional<NetworkUse> networks() {
        return NetworkUse.of(StartModel.open(tree().as(Settings.class).model()).checkpoint().checkpoint(),
                noTraining ? Use.SERVING : Use.TRAINING);
    }

    @Override
    public boolean hasPublished() {
        return begun;
    }

    @Override
    public Integer call() throws Exception {
        DemoSettings settings = settings();
        begun = true;
        return run(settings);
    }

    /**
     * Told to stop, it writes what there is and closes what runs: the engine must not go under a training step. What it
     * prints it prints before the process may end.
     */
    private int run(DemoSettings settings) throws IOException {
        try (StopOnInterrupt stop = new StopOnInterrupt(Thread.currentThread()::interrupt)) {
            try {
                return report(new Demo(settings, System.err).run());
            } catch (InterruptedException | InterruptException e) {
                return ended("interrupted before the drive began", ExitCode.SERVICE);
            } catch (EmbeddedStartException | TopicException e) {
                if (stop.asked()) {
                    return ended("interrupted before the drive began", ExitCode.SERVICE);
                }
                throw e;
            }
        }
    }

    private int report(Demo.Outcome outcome) {
        DemoSummary summary = outcome.summary();
        if (json) {
            System.out.println(Report.json(summary));
        } else {
            SummaryText.print(summary, System.out);
        }
        System.out.flush();
        if (outcome.drive().isCut()) {
            return cutShort(outcome.drive(), summary.runDir());
        }
        summary.damaged().keySet().forEach(why -> System.err.println("understudy: skipped: " + why));
        if (!summary.conserved()) {
            return ExitCode.VIOLATION;
        }
        return summary.damaged().isEmpty() ? ExitCode.OK : ExitCode.INPUT;
    }

    /** A fault of our own stays one; everything else is the user's to mend. */
    private static int cutShort(Drive drive, String runDir) {
        String line = drive.reason() + "; the results until then are in " + runDir;
        if (drive.isInterrupted() || drive.cut() instanceof TrainerException) {
            return ended(line, ExitCode.SERVICE);
        }
        if (drive.cut() instanceof UserError error) {
            return ended(line, error.exitCode());
        }
        throw (RuntimeException) drive.cut();
    }

    private static int ended(String line, int exitCode) {
        System.err.println("understudy: " + line);
        return exitCode;
    }

    private DemoSettings settings() {
        if (seconds < DemoSettings.MIN_SECONDS) {
            throw new UserError(ExitCode.USAGE, "--duration is at least " + DemoSettings.MIN_SECONDS
                    + " seconds, got " + seconds);
        }
        if (robots < 1 || robots > DemoSettings.MAX_ROBOTS) {
            throw new UserError(ExitCode.USAGE, "--robots is 1 to " + DemoSettings.MAX_ROBOTS + ", got " + robots);
        }
        SettingsTree tree = tree();
        Settings parts = tree.as(Settings.class);
        return new DemoSettings(seconds, seed, robots, !noTraining, log, headless, runDir, brokerPort,
                registryPort, parts, new SettingsText(tree, Settings::isSecret, true).of(),
                LearningOptions.choice(Preset.SHORT_DEMO, tree), services, claims);
    }

    private SettingsTree tree() {
        return services.tree(DemoBase.BASE, perception, model,
                tree -> tree.flag("--metrics-port", "metrics.port", metricsPort));
    }
}
