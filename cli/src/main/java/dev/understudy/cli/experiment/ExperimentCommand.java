package dev.understudy.cli.experiment;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.cli.settings.LearningOptions;
import dev.understudy.cli.settings.SettingsOptions;
import dev.understudy.learning.experiment.Arm;
import dev.understudy.learning.experiment.ExperimentConfig;
import dev.understudy.learning.experiment.Fault;
import dev.understudy.learning.experiment.StreamOrder;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.loop.Preset;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.replay.experiment.ExperimentPlan;
import dev.understudy.replay.experiment.Shift;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** {@code understudy experiment}: what the learning is worth, on simulated streams, without Kafka. */
@Command(name = "experiment", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compare self-training with what it should beat, on simulated streams that leave the source "
                + "domain: frozen, single-modality, unguarded, guarded, each guard switched, supervised oracle.",
        footer = {"", "Every object is classified before it may teach; labels score, and teach the oracle only.",
            "The same seeds give the same report. A process per seed, so that seeds run side by side."})
public final class ExperimentCommand implements Callable<Integer>, NetworkCommand {

    private static final String ALL = "all";
    private static final List<String> QUICK_ARMS =
            List.of(Arm.FROZEN, Arm.POINT_ONLY, Arm.UNGUARDED, Arm.JOINT, Arm.ORACLE);
    /** 1,000 objects of eight views: with half of it learning has not come to its end (Preset.SHORT_STREAM). */
    private static final int OBJECTS = 8000;
    private static final int EXAMINED = 1000;
    private static final int QUICK_OBJECTS = 1500;
    private static final int QUICK_EXAMINED = 400;
    private static final int QUICK_BASE_STEPS = 200;
    private static final int FEWEST_OBJECTS = 200;
    private static final int FEWEST_EXAMINED = 50;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--seeds", split = ",", paramLabel = "N", defaultValue = "1,2,3",
            description = "seeds of streets, sensors' noise and training (default ${DEFAULT-VALUE})")
    private List<Long> seeds;

    @Option(names = "--base", paramLabel = "MODEL", defaultValue = "source",
            description = "what every arm starts from: source, a model trained for the seed on clean objects of the "
                    + "source domain alone, or bootstrap, the one that ships (default ${DEFAULT-VALUE})")
    private String base;

    @Option(names = "--arms", split = ",", paramLabel = "ARM", defaultValue = ALL,
            description = "what to compare: ${COMPLETION-CANDIDATES} (default: all)", completionCandidates = Arms.class)
    private List<String> arms;

    @Option(names = "--shifts", split = ",", paramLabel = "SHIFT", defaultValue = "field",
            description = "where the stream goes: ${COMPLETION-CANDIDATES} or all (default ${DEFAULT-VALUE})",
            completionCandidates = Shifts.class)
    private List<String> shifts;

    @Option(names = "--orders", split = ",", paramLabel = "ORDER", defaultValue = "drifting",
            description = "drifting, one-class, class-sorted, shuffled or all (default ${DEFAULT-VALUE})")
    private List<String> orders;

    @Option(names = "--faults", split = ",", paramLabel = "FAULT", defaultValue = "none",
            description = "besides the undisturbed streams, in the first order: image-dropout, clutter, skewed-crops, "
                    + "poisoned-robot, permuted-labels, class-collapse or all (default ${DEFAULT-VALUE})")
    private List<String> faults;

    @Option(names = "--objects", paramLabel = "N", defaultValue = "" + OBJECTS,
            description = "objects of a stream (default ${DEFAULT-VALUE})")
    private int objects;

    @Option(names = "--examined", paramLabel = "N", defaultValue = "" + EXAMINED,
            description = "held-out objects of the target and of the source (default ${DEFAULT-VALUE})")
    private int examined;

    @Option(names = "--quick", description = "a small stream and few arms, to see that it works: figures mean little")
    private boolean quick;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private LearningOptions learning;

    @Option(names = "--jobs", paramLabel = "N", defaultValue = "0",
            description = "processes side by side (default: one per core)")
    private int jobs;

    @Option(names = "--out", paramLabel = "DIR", description = "folder of the run (default runs/experiment-<time>)")
    private Path out;

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    @Override
    public Optional<NetworkUse> networks() {
        return NetworkUse.shipped(Use.TRAINING);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LearningOptions.Chosen chosen = learning.choose(Preset.SHORT_STREAM, settings);
        ExperimentPlan plan = plan(chosen.settings().learning());
        RunFolder folder = RunFolder.create(Path.of("runs"), "experiment", out);
        int side = jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
        SeedProcesses processes = new SeedProcesses(plan, folder, side, new SeedBars(seeds, System.err));
        ExperimentReport report = ExperimentReport.of(plan, chosen.choice(), seeds,
                processes.run(seeds));
        Files.writeString(folder.file("experiment.json"), Report.json(report) + "\n");
        CurvePlot.write(folder, report);
        PrintWriter to = spec.commandLine().getOut();
        if (json) {
            Report.json(to, report);
        } else {
            ExperimentText.print(to, report);
            to.println("written to " + folder.path());
            to.flush();
        }
        return ExitCode.OK;
    }

    private ExperimentPlan plan(LearningConfig learned) {
        if (seeds.isEmpty() || seeds.stream().distinct().count() < seeds.size()) {
            throw new UserError(ExitCode.USAGE, "--seeds: every seed once, got " + seeds);
        }
        int chosen = quick && objects == OBJECTS ? QUICK_OBJECTS : objects;
        if (chosen < FEWEST_OBJECTS) {
            throw new UserError(ExitCode.USAGE, "--objects is at least " + FEWEST_OBJECTS + ", got " + objects);
        }
        if (examined < FEWEST_EXAMINED) {
            throw new UserError(ExitCode.USAGE, "--examined is at least " + FEWEST_EXAMINED + ", got " + examined);
        }
        ExperimentConfig config = ExperimentConfig.of(learned);
        config = quick ? config.withBaseSteps(QUICK_BASE_STEPS) : config;
        List<String> names = arms.equals(List.of(ALL)) ? quick ? QUICK_ARMS : allArms(config) : arms;
        ExperimentPlan plan = new ExperimentPlan(named("--base", List.of(base), ExperimentPlan.Base.values(),
                ExperimentCommand::label).get(0), names,
                shifts.equals(List.of(ALL)) ? new Shifts() : shifts,
                named("--orders", orders, StreamOrder.values(), StreamOrder::label),
                named("--faults", faults, Fault.values(), Fault::label),
                chosen, quick && examined == EXAMINED ? QUICK_EXAMINED : examined, config);
        try {
            plan.chosenArms();
            plan.shifts().forEach(Shift::named);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage(), e);
        }
        return plan;
    }

    private static List<String> allArms(ExperimentConfig config) {
        return Arm.all(config.learning().training()).stream().map(Arm::name).toList();
    }

    private static String label(ExperimentPlan.Base base) {
        return base.name().toLowerCase(Locale.ROOT);
    }

    private static <T> List<T> named(String option, List<String> names, T[] values, Function<T, String> label) {
        if (names.equals(List.of(ALL))) {
            return List.of(values);
        }
        return names.stream().map(name -> Arrays.stream(values).filter(v -> label.apply(v).equals(name)).findFirst()
                .orElseThrow(() -> new UserError(ExitCode.USAGE, option + ": no '" + name + "'; there are "
                        + String.join(", ", Arrays.stream(values).map(label).toList())))).toList();
    }
}
