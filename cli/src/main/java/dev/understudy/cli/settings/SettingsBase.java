package dev.understudy.cli.settings;

import java.util.function.UnaryOperator;

/**
 * What a command has instead of the defaults, below file, environment and flags.
 *
 * @param origin names it, e.g. {@code preset short-demo}
 * @param changes makes it of the defaults
 */
public record SettingsBase(String origin, UnaryOperator<Settings> changes) {

    /** The defaults themselves. */
    public static final SettingsBase DEFAULTS = new SettingsBase(SettingsTree.DEFAULT, settings -> settings);

    /** The same with further changes. */
    public SettingsBase and(UnaryOperator<Settings> further) {
        return new SettingsBase(origin, settings -> further.apply(changes.apply(settings)));
    }
}
