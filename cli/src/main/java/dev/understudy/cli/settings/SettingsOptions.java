package dev.understudy.cli.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * Where a command's settings come from. Each line overrides those above it:
 * <ol>
 *   <li>the defaults;
 *   <li>what the command has instead of them, such as a preset;
 *   <li>the file of {@code --config} or UNDERSTUDY_CONFIG;
 *   <li>environment variables, see {@link Environment};
 *   <li>{@code --set NAME=VALUE};
 *   <li>the command's own flags.
 * </ol>
 */
public final class SettingsOptions {

    private static final String FILE_VARIABLE = "UNDERSTUDY_CONFIG";

    @Option(names = "--config", paramLabel = "FILE",
            description = "YAML or JSON with what differs from the defaults; understudy config --default prints every "
                    + "setting (environment: " + FILE_VARIABLE + ")")
    private Path file;

    @Option(names = "--set", paramLabel = "NAME=VALUE", mapFallbackValue = "",
            description = "one setting by its dotted name, e.g. stream.run.threads=2; repeatable")
    private Map<String, String> values = new LinkedHashMap<>();

    private final Map<String, String> environment;

    /** With the environment of this process. */
    public SettingsOptions() {
        this(System.getenv());
    }

    SettingsOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The settings in force. */
    public Settings read(SettingFlags... flags) {
        return read(SettingsBase.DEFAULTS, flags);
    }

    /** The settings in force, of a command that has something instead of the defaults. */
    public Settings read(SettingsBase base, SettingFlags... flags) {
        return tree(base, flags).as(Settings.class);
    }

    /** The same with their origins. */
    public SettingsTree tree(SettingsBase base, SettingFlags... flags) {
        Settings defaults = Settings.defaults();
        SettingsTree tree = SettingsTree.of(defaults);
        tree.differing(base.changes().apply(defaults), base.origin());
        if (hasFile()) {
            tree.file(file());
        }
        Environment.over(tree, environment);
        values.forEach((name, value) -> tree.text(name, value, "flag --set"));
        for (SettingFlags some : flags) {
            some.over(tree);
        }
        return tree;
    }

    /** Whether a file was named. */
    public boolean hasFile() {
        return file() != null;
    }

    private Path file() {
        String text = environment.get(FILE_VARIABLE);
        return file != null || text == null || text.isBlank() ? file : Path.of(text);
    }
}
