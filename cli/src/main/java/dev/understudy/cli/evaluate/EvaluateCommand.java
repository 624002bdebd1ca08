package dev.understudy.cli.evaluate;

import dev.understudy.cli.common.CheckpointInput;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.feed.FeedPace;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.cli.run.ScratchFolder;
import dev.understudy.cli.settings.ModelFlags;
import dev.understudy.cli.settings.PerceptionFlags;
import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsBase;
import dev.understudy.cli.settings.SettingsOptions;
import dev.understudy.cli.settings.StartModel;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.log.DriveLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** {@code understudy evaluate}: how good a checkpoint is on a log, and whether it is better than another. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run a log through the very topologies of the running system, without a broker, and score what "
                + "comes out with the log's labels. Prints a digest of the events: the same every time.")
public final class EvaluateCommand implements Callable<Integer>, NetworkCommand {

    private static final SettingsBase REPLAY = new SettingsBase("replay", Settings::replaying);

    /** Objects that the page shows. */
    private static final int MISTAKES = 24;
    private static final int RIGHT = 8;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private EvaluationInput input;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private PerceptionFlags perception;

    @Mixin
    private ModelFlags model;

    @Option(names = "--against", paramLabel = "FILE",
            description = "checkpoint to compare with, or bootstrap: differences are --checkpoint less this one")
    private Path against;

    @Option(names = "--keys", paramLabel = "PATH",
            description = "public keys that may have signed them; without, FILE.sha256 must lie beside FILE")
    private Path keys;

    @Option(names = "--fail-if", paramLabel = "CONDITION",
            description = "end with exit code 5 if the condition holds, e.g. \"macro_f1 < -0.01\" with --against, "
                    + "\"accuracy < 0.7\" without; repeatable")
    private List<String> failIf = List.of();

    @Option(names = "--through-broker",
            description = "run through a broker in this process instead, with both stream applications; the digest is "
                    + "the same")
    private boolean throughBroker;

    @Option(names = "--rate", paramLabel = "X|max", defaultValue = "max",
            description = "pace of --through-broker, a multiple of the recorded one (default max)")
    private String rate;

    @Option(names = "--threads", paramLabel = "N",
            description = "stream threads of each application with --through-broker (default 1)")
    private Integer threads;

    @Option(names = "--report", paramLabel = "FILE.html",
            description = "write a page with plots and example objects, worst mistakes first")
    private Path page;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Optional<NetworkUse> networks() {
        return NetworkUse.of(StartModel.open(settings().model()).published().checkpoint(), Use.SERVING);
    }

    @Override
    public Integer call() throws Exception {
        List<FailIf> gates = failIf.stream().map(FailIf::parse).toList();
        if (throughBroker && against != null) {
            throw new UserError(ExitCode.USAGE, "--through-broker runs one checkpoint; compare without it");
        }
        Settings settings = settings();
        List<EvaluatedModel> models = new ArrayList<>();
        try (ScratchFolder scratch = ScratchFolder.create("evaluate"); DriveLog log = input.open()) {
            Taxonomy taxonomy = load(StartModel.open(settings.model()), models);
            Evaluation evaluation = new Evaluation(settings, taxonomy, models, new Examples(MISTAKES, RIGHT));
            EvaluationReport report = throughBroker
                    ? evaluation.throughBroker(log, scratch.path(), FeedPace.of(rate))
                    : evaluation.offline(log, scratch.path());
            if (page != null) {
                HtmlReport.write(page, report, evaluation.examples());
            }
            print(report);
            return verdict(report, gates);
        } finally {
            models.forEach(EvaluatedModel::close);
        }
    }

    private Settings settings() {
        return settings.read(REPLAY, perception, model, tree -> {
            tree.flag("--keys", "model.keys", keys);
            tree.flag("--threads", "stream.run.threads", threads);
        });
    }

    /** The models to run, and the classes that they are scored by. */
    private Taxonomy load(StartModel first, List<EvaluatedModel> models) {
        Taxonomy taxonomy = first.taxonomy();
        models.add(EvaluatedModel.load(first.name(), first.published()));
        if (against != null) {
            VerifiedCheckpoint other = CheckpointInput.open(against, keys);
            List<String> classes = other.checkpoint().manifest().getClassNamesList();
            if (!classes.equals(taxonomy.classNames())) {
                throw new UserError(ExitCode.INPUT, "--against: the classes of " + CheckpointInput.name(against)
                        + " are " + classes + ", those of " + first.name() + " are " + taxonomy.classNames());
            }
            models.add(EvaluatedModel.load(CheckpointInput.name(against), other));
        }
        return taxonomy;
    }

    private void print(EvaluationReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, report);
        } else {
            new ReportText(out).print(report);
        }
    }

    private int verdict(EvaluationReport report, List<FailIf> gates) {
        Map<String, Double> metrics = gates.isEmpty() ? Map.of() : Metrics.of(report);
        int exit = ExitCode.OK;
        for (FailIf gate : gates) {
            if (gate.holds(metrics)) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("understudy: failed, since " + gate + ": it is " + metrics.get(gate.metric()));
                err.flush();
                exit = ExitCode.VIOLATION;
            }
        }
        return exit;
    }
}
