package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.it.deploy.Tool.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The images' entry point, against the distribution that the images copy. */
class EntrypointTest {

    private static final Path DISTRIBUTION = Checkout.ROOT.resolve("cli/target/understudy");

    @Test
    void shouldBeAShellScriptThatMayBeRun() {
        assertThat(Files.isExecutable(Checkout.ENTRYPOINT)).isTrue();
        assertThat(Tool.run(Checkout.ROOT, "sh", "-n", Checkout.ENTRYPOINT.toString()).exit()).isZero();
    }

    @Test
    void shouldPassItsArgumentsToTheProgram() {
        if (!Files.isDirectory(DISTRIBUTION.resolve("lib"))) {
            Tool.skip("the entry point: no distribution at " + DISTRIBUTION + " (built by: mvn package)");
        }
        Outcome outcome = Tool.run(Checkout.ROOT,
                Map.of("UNDERSTUDY_HOME", DISTRIBUTION.toString(), "JAVA_OPTS", "-Xmx64m -Dtest=1"),
                List.of("sh", Checkout.ENTRYPOINT.toString(), "--version"));
        assertThat(outcome.output()).contains("understudy ");
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void shouldEndWithTheProgramsExitCode() {
        if (!Files.isDirectory(DISTRIBUTION.resolve("lib"))) {
            Tool.skip("the entry point: no distribution at " + DISTRIBUTION + " (built by: mvn package)");
        }
        Outcome outcome = Tool.run(Checkout.ROOT, Map.of("UNDERSTUDY_HOME", DISTRIBUTION.toString()),
                List.of("sh", Checkout.ENTRYPOINT.toString(), "no-such-command"));
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.output()).contains("no-such-command");
    }
}
