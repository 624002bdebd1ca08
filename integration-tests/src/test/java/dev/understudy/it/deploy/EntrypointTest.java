package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.it.deploy.Tool.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The images' entry point, against the distribution that the images copy. */
class EntrypointTest {

    @TempDir
    private Path folder;

    /** JUnit warns of a link that leads out of its folder. */
    @AfterEach
    void removeTheLink() throws IOException {
        Files.deleteIfExists(folder.resolve("lib"));
    }

    @Test
    void shouldBeAShellScriptThatMayBeRun() {
        assertThat(Files.isExecutable(Checkout.ENTRYPOINT)).isTrue();
        assertThat(Tool.run(Checkout.ROOT, "sh", "-n", Checkout.ENTRYPOINT.toString()).exit()).isZero();
    }

    @Test
    void shouldPassItsArgumentsToTheProgram() throws IOException {
        Outcome outcome = Tool.run(Checkout.ROOT,
                Map.of("UNDERSTUDY_HOME", home().toString(), "JAVA_OPTS", "-Xmx64m -Dtest=1"),
                List.of("sh", Checkout.ENTRYPOINT.toString(), "--version"));
        assertThat(outcome.output()).contains("understudy ");
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void shouldEndWithTheProgramsExitCode() throws IOException {
        Outcome outcome = Tool.run(Checkout.ROOT, Map.of("UNDERSTUDY_HOME", home().toString()),
                List.of("sh", Checkout.ENTRYPOINT.toString(), "no-such-command"));
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.output()).contains("no-such-command");
    }

    /** A folder laid out as the image's /opt/understudy. */
    private Path home() throws IOException {
        Distribution.requireBuilt();
        Files.createSymbolicLink(folder.resolve("lib"), Distribution.LIBRARIES);
        Files.copy(Natives.FILE, folder.resolve("natives.env"));
        return folder;
    }
}
