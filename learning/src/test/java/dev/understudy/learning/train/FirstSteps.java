package dev.understudy.learning.train;

import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.model.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first steps of a trainer from the shipped checkpoint, on records that depend on no arithmetic: what two ways of
 * computing make of one and the same task.
 *
 * @param loss sum of all losses, unweighted
 * @param norm of the gradient, before clipping
 */
public record FirstSteps(double loss, double norm) {

    /** Steps made. */
    public static final int COUNT = 20;

    private static final int RECORDS_PER_CLASS = 40;
    private static final long SEED = 1;

    /** Makes them. */
    public static List<FirstSteps> made() {
        Checkpoint bootstrap = BootstrapCheckpoint.load().checkpoint();
        SourceAnchors anchors =
                SourceAnchors.shipped(Architecture.parse(bootstrap.manifest().getArchitecture()).encoder());
        List<FirstSteps> steps = new ArrayList<>();
        try (OnlineTrainer trainer = new OnlineTrainer(TrainerConfig.defaults(), bootstrap, anchors, SEED)) {
            MemoryFixture.records(RECORDS_PER_CLASS, SEED).forEach(trainer::admit);
            if (trainer.stepsDue() < COUNT) {
                throw new IllegalStateException("only " + trainer.stepsDue() + " steps are due");
            }
            for (int i = 0; i < COUNT; i++) {
                StepReport step = trainer.step();
                steps.add(new FirstSteps((double) step.pointLoss() + step.imageLoss() + step.crossModalLoss()
                        + step.fairnessLoss(), step.gradientNorm()));
            }
        }
        return steps;
    }

    /** Largest relative difference of any loss or norm. */
    public static double apart(List<FirstSteps> some, List<FirstSteps> others) {
        double apart = 0;
        for (int i = 0; i < COUNT; i++) {
            apart = Math.max(apart, Math.abs(some.get(i).loss() / others.get(i).loss() - 1));
            apart = Math.max(apart, Math.abs(some.get(i).norm() / others.get(i).norm() - 1));
        }
        return apart;
    }

    /** Writes them, every digit. */
    public static void write(List<FirstSteps> steps, Path file) throws IOException {
        Files.write(file, steps.stream().map(step -> step.loss() + " " + step.norm()).toList());
    }

    /** Reads what {@link #write} wrote. */
    public static List<FirstSteps> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.split(" "))
                .map(two -> new FirstSteps(Double.parseDouble(two[0]), Double.parseDouble(two[1]))).toList();
    }
}
