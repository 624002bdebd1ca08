package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsBase;
import dev.understudy.cli.settings.SettingsOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {

    /** More are no longer a section that one looks over. */
    private static final int MOST_COMPONENTS = 7;

    @TempDir
    private Path folder;

    private static String run(String... args) {
        StringWriter out = new StringWriter();
        CommandLine line = Understudy.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        line.execute(args);
        return out.toString();
    }

    @Test
    void shouldPrintADefaultFileThatChangesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("all.yaml"), run("config", "--default"));
        SettingsOptions options = CommandLine.populateCommand(new SettingsOptions(), "--config=" + file);
        Settings read = options.read();
        assertThat(read).isEqualTo(CommandLine.populateCommand(new SettingsOptions()).read());
        assertThat(options.tree(SettingsBase.DEFAULTS).origin("stream.run.threads")).contains("all.yaml");
    }

    @Test
    void shouldStateTheOriginOfEveryValue() throws Exception {
        Path file = Files.writeString(folder.resolve("robot.yaml"), "stream:\n  run: {threads: 3}\n");
        String printed = run("config", "--config=" + file, "--set", "trainer.seed=5", "--registry=http://r:1",
                "--kafka=ssl.key.password=hush");
        assertThat(printed).containsPattern("threads: 3 +# file .*robot.yaml\n")
                .containsPattern("seed: 5 +# flag --set\n")
                .containsPattern("registry: \"http://r:1\" +# flag --registry")
                .containsPattern("keepVersions: 20 +# default\n").doesNotContain("hush");
    }

    @Test
    void shouldPrintOneSection() {
        assertThat(run("config", "--default", "trainer")).startsWith("trainer:\n").contains("keepVersions: 20")
                .doesNotContain("threads");
    }

    @Test
    void shouldNameTheNearestOfAnUnknownSetting() {
        assertThat(run("config", "--set", "stream.run.thread=2")).contains("did you mean stream.run.threads?");
    }

    @Test
    void shouldHaveNoRecordOfMoreThanSevenComponents() {
        List<String> tooLarge = new ArrayList<>();
        collect(Settings.class, tooLarge);
        assertThat(tooLarge).isEmpty();
    }

    private static void collect(Class<?> type, List<String> tooLarge) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length > MOST_COMPONENTS) {
            tooLarge.add(type.getSimpleName() + ": " + components.length);
        }
        for (RecordComponent component : components) {
            if (component.getType().isRecord()) {
                collect(component.getType(), tooLarge);
            }
        }
    }
}
