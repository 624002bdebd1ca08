package dev.understudy.cli.bench;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.learning.train.AdamW;
import dev.understudy.learning.train.LearningStep;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.learning.train.StrongAugmentation;
import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.learning.train.WeightMaps;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy bench learning}: what a frame's inference and a training step cost. */
@Command(name = "learning", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measure a student on one thread: classifying a frame of objects with both branches, "
                + "and a training step (augmentation, both branches forward and backward, optimiser, teacher).")
public final class LearningBenchCommand implements Callable<Integer>, NetworkCommand {

    private static final float LEARNING_RATE = 1e-6f; // the work of a step, but hardly any movement
    private static final int WARM_UP = 4; // times fewer rounds than are measured
    private static final int MEMORY_WARM_UP = 2000; // steps until caches and allocators have settled
    private static final int FEW_STEPS = 8; // shorter runs leave out this part of them
    private static final double NANOS_PER_MILLI = 1e6;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--objects", defaultValue = "40", description = "objects of a frame (default ${DEFAULT-VALUE})")
    private int objects;

    @Option(names = "--batch", defaultValue = "64", description = "rows of a training step (default ${DEFAULT-VALUE})")
    private int batch;

    @Option(names = "--family", paramLabel = "NAME", defaultValue = Architecture.LITE,
            description = "networks: " + Architecture.LITE + " or " + Architecture.TOKENS
                    + " (untrained; default ${DEFAULT-VALUE})")
    private String family;

    @Option(names = "--rounds", defaultValue = "200", description = "measured rounds (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--memory-steps", paramLabel = "N", defaultValue = "0",
            description = "instead, train online for N steps and print how resident memory grows after the first "
                    + MEMORY_WARM_UP + " (give the JVM a heap of fixed size, touched at the start)")
    private int memorySteps;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    /** Times in milliseconds; CPU of the one thread that works. */
    record Costs(String family, int objects, int batch, int rounds, TimeQuantiles inferenceCpu,
            TimeQuantiles inferenceWall, TimeQuantiles stepCpu, TimeQuantiles stepWall, MathsReport maths) {
    }

    /** Memory in MiB, slopes per 1,000 steps after the warm-up. */
    record Memory(int steps, StepCounts stepCounts, int warmUp, double residentAfterWarmUp, double residentAtEnd,
            double residentSlope, double nativeSlope, List<MemoryTrend.Sample> samples,
            MathsReport maths) {
    }

    private record Times(TimeQuantiles cpu, TimeQuantiles wall) {
    }

    @Override
    public Optional<NetworkUse> networks() {
        return family.equals(Architecture.LITE) ? NetworkUse.shipped(Use.TRAINING)
                : Optional.of(new NetworkUse(architectureOf(family), Use.TRAINING));
    }

    @Override
    public Integer call() {
        if (objects < 1 || batch < 2 || rounds < 1 || memorySteps < 0) {
            throw new UserError(ExitCode.USAGE, "--objects, --batch, --rounds and --memory-steps must be positive");
        }
        Checkpoint bootstrap = BootstrapCheckpoint.load().checkpoint();
        if (!family.equals(Architecture.LITE)) {
            bootstrap = fresh(bootstrap, architectureOf(family));
        }
        Architecture architecture = Architecture.parse(bootstrap.manifest().getArchitecture());
        SourceAnchors anchors = SourceAnchors.shipped(architecture.encoder());
        if (memorySteps > 0) {
            memory(bootstrap, anchors);
            return ExitCode.OK;
        }
        List<TrainingSample> samples = anchors.train();
        Times inference;
        try (Classifier classifier = Classifier.open(bootstrap)) {
            List<EncodedObject> frame = new ArrayList<>();
            for (int i = 0; i < objects; i++) {
                frame.add(samples.get(i % samples.size()).object());
            }
            inference = measure(() -> classifier.classifyEncoded(frame));
        }
        Times step = step(bootstrap, architecture, samples);
        Costs costs = new Costs(architecture.family(), objects, batch, rounds, inference.cpu(), inference.wall(),
                step.cpu(), step.wall(), MathsReport.now());
        print(costs);
        return ExitCode.OK;
    }

    private static Architecture architectureOf(String family) {
        try {
            return Architecture.ofFamily(family);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "--family: " + e.getMessage(), e);
        }
    }

    /** Untrained networks of another family: they cost what trained ones do. */
    private static Checkpoint fresh(Checkpoint like, Architecture architecture) {
        int classes = like.manifest().getClassNamesCount();
        Map<String, Tensor> drawn = new CrossModalModel(architecture).initialise(classes, 1);
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put(Checkpoint.CLASSES, drawn.remove(Checkpoint.CLASSES));
        WeightMaps.put(tensors, Checkpoint.STUDENT_PREFIX, drawn);
        WeightMaps.put(tensors, Checkpoint.TEACHER_PREFIX, WeightMaps.copy(drawn));
        return new Checkpoint(like.manifest().toBuilder().setArchitecture(architecture.toJson()).build(), tensors);
    }

    private void memory(Checkpoint bootstrap, SourceAnchors anchors) {
        int warmUp = Math.min(MEMORY_WARM_UP, memorySteps / FEW_STEPS);
        PrintWriter err = spec.commandLine().getErr();
        MemoryBench.Outcome outcome = new MemoryBench(bootstrap, anchors, memorySteps).run(warmUp, (done, of) -> {
            err.printf(Locale.ROOT, "\rstep %d of %d", done, of);
            err.flush();
        });
        err.println();
        MemoryTrend trend = outcome.trend();
        List<MemoryTrend.Sample> measured = trend.measured();
        Memory report = new Memory(memorySteps, outcome.steps(), warmUp, measured.get(0).resident(),
                measured.get(measured.size() - 1).resident(), trend.residentSlope(), trend.nativeSlope(),
                trend.samples(), MathsReport.now());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, report);
        } else {
            out.printf(Locale.ROOT, "%d steps: resident %.1f MiB after the first %d, %.1f MiB at the end; growth per "
                    + "1,000 steps %.2f MiB, %.2f MiB without the Java heap%n", report.steps(),
                    report.residentAfterWarmUp(), warmUp, report.residentAtEnd(), report.residentSlope(),
                    report.nativeSlope());
            out.printf(Locale.ROOT, "steps: %s%n", report.stepCounts());
        }
        out.flush();
    }

    private Times step(Checkpoint bootstrap, Architecture architecture, List<TrainingSample> samples) {
        TrainerConfig config = TrainerConfig.defaults();
        Map<String, Tensor> student = weights(bootstrap, Checkpoint.STUDENT_PREFIX);
        Map<String, Tensor> teacher = weights(bootstrap, Checkpoint.TEACHER_PREFIX);
        AdamW optimiser = new AdamW(config.optimiser().weightDecay());
        StrongAugmentation augmentation = new StrongAugmentation(config.views().pseudoLabelled());
        SplittableRandom random = new SplittableRandom(1);
        try (LearningStep learning = new LearningStep(new CrossModalModel(architecture),
                config.objective(), false)) {
            return measure(() -> {
                List<TrainingSample> rows = new ArrayList<>(batch);
                for (int i = 0; i < batch; i++) {
                    TrainingSample drawn = samples.get(random.nextInt(samples.size()));
                    rows.add(new TrainingSample(augmentation.apply(drawn.object(), random), drawn.label(), ""));
                }
                LearningStep.Outcome outcome = learning.run(student, rows);
                AdamW.clip(outcome.gradients(), AdamW.norm(outcome.gradients()), config.optimiser().clipNorm());
                optimiser.step(student, outcome.gradients(), LEARNING_RATE);
                WeightMaps.follow(teacher, student, WeightMaps.keepOf(config.optimiser().teacherHalfLife()));
            });
        }
    }

    private static Map<String, Tensor> weights(Checkpoint bootstrap, String prefix) {
        Map<String, Tensor> weights = new TreeMap<>(WeightMaps.copy(bootstrap.under(prefix)));
        weights.put(Checkpoint.CLASSES, bootstrap.tensors().get(Checkpoint.CLASSES));
        return weights;
    }

    private Times measure(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < rounds / WARM_UP; i++) {
            work.run();
        }
        double[] cpu = new double[rounds];
        double[] wall = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long cpuFrom = threads.getCurrentThreadCpuTime();
            long wallFrom = System.nanoTime();
            work.run();
            wall[i] = (System.nanoTime() - wallFrom) / NANOS_PER_MILLI;
            cpu[i] = (threads.getCurrentThreadCpuTime() - cpuFrom) / NANOS_PER_MILLI;
        }
        return new Times(TimeQuantiles.of(cpu), TimeQuantiles.of(wall));
    }

    private void print(Costs r) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, r);
        } else {
            out.printf(Locale.ROOT, "%s, one thread, %d rounds, milliseconds: median (90th percentile)%n", r.family(),
                    r.rounds());
            line(out, "inference, " + r.objects() + " objects, both branches", r.inferenceCpu(), r.inferenceWall());
            line(out, "training step, " + r.batch() + " rows, both branches", r.stepCpu(), r.stepWall());
        }
        out.flush();
    }

    private static void line(PrintWriter out, String what, TimeQuantiles cpu, TimeQuantiles wall) {
        out.printf(Locale.ROOT, "%-42s CPU %6.1f (%.1f)   wall %6.1f (%.1f)%n", what, cpu.median(), cpu.p90(),
                wall.median(), wall.p90());
    }
}
