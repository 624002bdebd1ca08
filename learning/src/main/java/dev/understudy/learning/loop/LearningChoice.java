package dev.understudy.learning.loop;

import java.util.List;

/**
 * Where settings of learning come from, for reports.
 *
 * @param source the preset's name, and what overrides it
 * @param differences every setting that is not what the trainer deploys, with its reason
 */
public record LearningChoice(String source, List<Difference> differences) {

    /** Copies the list. */
    public LearningChoice {
        differences = List.copyOf(differences);
    }

    /**
     * Describes settings.
     *
     * @param preset what they began with
     * @param over names what overrides it, e.g. {@code file a.yaml}; empty for nothing
     * @param config what they are in the end
     */
    public static LearningChoice of(Preset preset, String over, LearningConfig config) {
        return new LearningChoice("preset " + preset.label() + (over.isEmpty() ? "" : ", " + over),
                Difference.of(config, preset));
    }
}
