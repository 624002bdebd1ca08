package dev.understudy.cli.settings;

import dev.understudy.learning.loop.LearningChoice;
import dev.understudy.learning.loop.Preset;
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

/** Flags of how a trainer learns and publishes: a preset to begin with, and guards. */
public final class LearningOptions implements SettingFlags {

    private static final String SECTION = "learning";
    private static final String GUARDS = "learning.training.guards";

    @Option(names = "--preset", paramLabel = "NAME", converter = PresetName.class,
            completionCandidates = PresetNames.class,
            description = "settings to begin with: ${COMPLETION-CANDIDATES} (default: live where there is a file; else "
                    + "short-stream for experiment, few-frames for adapt and live for train)")
    private Preset preset;

    @Option(names = "--with-guard", paramLabel = "GUARD", split = ",", converter = Named.class,
            completionCandidates = Names.class, description = "guards to switch on: ${COMPLETION-CANDIDATES}")
    private List<Guard> with = List.of();

    @Option(names = "--without-guard", paramLabel = "GUARD", split = ",", converter = Named.class,
            description = "guards to switch off")
    private List<Guard> without = List.of();

    @Option(names = "--steps-per-candidate", paramLabel = "N",
            description = "optimiser steps from one candidate to the next (default: the file's or the preset's)")
    private Integer stepsPerCandidate;

    /**
     * Settings and where their section of learning comes from.
     *
     * @param settings in force
     * @param choice for reports
     */
    public record Chosen(Settings settings, LearningChoice choice) {
    }

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

    /** The preset that was asked for, in place of the defaults. */
    public SettingsBase base(Preset usual) {
        Preset chosen = preset == null ? usual : preset;
        return new SettingsBase("preset " + chosen.label(), defaults -> defaults.withLearning(chosen.config()));
    }

    /**
     * The preset below file, environment and flags. A file means the same to every command: without a preset it is over
     * what is live.
     *
     * @param usual the preset where neither a preset nor a file is given
     */
    public Chosen choose(Preset usual, SettingsOptions options, SettingFlags... more) {
        Preset begun = preset != null ? preset : options.hasFile() ? Preset.LIVE : usual;
        SettingsTree tree = options.tree(base(begun), and(more));
        return new Chosen(tree.as(Settings.class), choice(begun, tree));
    }

    /** Where the settings of learning in a tree come from that began with a preset. */
    public static LearningChoice choice(Preset begun, SettingsTree tree) {
        String over = tree.origins(SECTION).stream().filter(origin -> !origin.startsWith("preset "))
                .collect(Collectors.joining(", "));
        return LearningChoice.of(begun, over, tree.as(Settings.class).learning());
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

    /** Presets by the names that reports use. */
    static final class PresetName implements ITypeConverter<Preset> {
        @Override
        public Preset convert(String value) {
            return Arrays.stream(Preset.values()).filter(preset -> preset.label().equals(value)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no preset '" + value + "'; there are "
                            + String.join(", ", new PresetNames())));
        }
    }

    /** For help and completion. */
    static final class PresetNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Preset.values()).map(Preset::label).iterator();
        }
    }
}
