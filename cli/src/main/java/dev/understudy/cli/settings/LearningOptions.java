package dev.understudy.cli.settings;

import dev.understudy.learning.train.Guard;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Flags of how a trainer learns and publishes. */
public final class LearningOptions implements SettingFlags {

    private static final String GUARDS = "learning.training.guards";

    @Option(names = "--with-guard", paramLabel = "GUARD", split = ",", converter = Named.class,
            completionCandidates = Names.class, description = "guards to switch on: ${COMPLETION-CANDIDATES}")
    private List<Guard> with = List.of();

    @Option(names = "--without-guard", paramLabel = "GUARD", split = ",", converter = Named.class,
            description = "guards to switch off")
    private List<Guard> without = List.of();

    @Option(names = "--steps-per-candidate", paramLabel = "N",
            description = "optimiser steps from one candidate to the next (default 200)")
    private Integer stepsPerCandidate;

    @Override
    public void over(SettingsTree tree) {
        tree.flag("--steps-per-candidate", "learning.stepsPerCandidate", stepsPerCandidate);
        if (!with.isEmpty() || !without.isEmpty()) {
            Set<Guard> guards = EnumSet.noneOf(Guard.class);
            guards.addAll(tree.as(Settings.class).learning().training().guards());
            guards.addAll(with);
            guards.removeAll(without);
            tree.flag(with.isEmpty() ? "--without-guard" : "--with-guard", GUARDS,
                    guards.stream().map(Guard::label).collect(Collectors.joining(",")));
        }
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
