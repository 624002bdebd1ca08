package dev.understudy.cli.settings;

/** Flags of a command that are a short way to some settings. */
@FunctionalInterface
public interface SettingFlags {

    /** Overrides settings by the flags that were given, see {@link SettingsTree#flag}. */
    void over(SettingsTree tree);

    /** These flags, then others. */
    default SettingFlags and(SettingFlags... others) {
        return tree -> {
            over(tree);
            for (SettingFlags flags : others) {
                flags.over(tree);
            }
        };
    }
}
