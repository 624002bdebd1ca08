package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Understudy;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command that unpacks the natives when an image is built. */
class EngineCommandTest {

    @Test
    void shouldLoadTheEngineAndSayWhatItComputesWith() {
        StringWriter out = new StringWriter();
        CommandLine command = Understudy.commandLine().setOut(new PrintWriter(out));
        assertThat(command.execute("engine")).isZero();
        assertThat(out.toString()).contains("PyTorch").containsPattern("device +(cpu|gpu)")
                .containsPattern("threads +[1-9]");
    }
}
