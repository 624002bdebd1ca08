package dev.understudy.cli.common;

import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.train.Guard;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a trainer learns and publishes: a file for all of it, flags for the guards. */
public final class LearningOptions {

    @Option(names = "--config", paramLabel = "FILE", defaultValue = "${env:UNDERSTUDY_TRAINER_CONFIG:-}",
            description = "YAML or JSON with what differs from the defaults in training, gate, health and stepsPerCandidate; "
                    + "train --print-config shows every setting (environment: UNDERSTUDY_TRAINER_CONFIG)")
    private String file;

    @Option(names = "--with-guard", paramLabel = "GUARD", split = ",", converter = Named.class,
            completionCandidates = Names.class, description = "guards to switch on: ${COMPLETION-CANDIDATES}")
    private List<Guard> with = List.of();

    @Option(names = "--without-guard", paramLabel = "GUARD", split = ",", converter = Named.class,
            description = "guards to switch off")
    private List<Guard> without = List.of();

    @Option(names = "--steps-per-candidate", paramLabel = "N",
            description = "optimiser steps from one candidate to the next (default: the file's, else 200)")
    private Integer stepsPerCandidate;

    /** Defaults below the file below the flags. */
    public LearningConfig config() {
        LearningConfig config = ServiceOptions.given(file)
                ? ConfigFile.over(LearningConfig.defaults(), LearningConfig.class, Path.of(file))
                : LearningConfig.defaults();
        Set<Guard> guards = EnumSet.noneOf(Guard.class);
        guards.addAll(config.training().guards());
        guards.addAll(with);
        guards.removeAll(without);
        LearningConfig guarded = config.withTraining(config.training().withGuards(guards));
        return stepsPerCandidate == null ? guarded : guarded.withStepsPerCandidate(positive(stepsPerCandidate));
    }

    private static int positive(int steps) {
        if (steps < 1) {
            throw new UserError(ExitCode.USAGE, "--steps-per-candidate must be positive: " + steps);
        }
        return steps;
    }

    /** Guards by the names that files use. */
    static final class Named implements ITypeConverter<Guard> {
        @Override
        public Guard convert(String value) {
            return Arrays.stream(Guard.values()).filter(guard -> guard.label().equals(value)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no guard '" + value + "'; there are "
                            + String.join(", ", new Names())));
        }
    }

    /** For help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Guard.values()).map(Guard::label).iterator();
        }
    }
}
