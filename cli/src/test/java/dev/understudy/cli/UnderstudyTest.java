package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class UnderstudyTest {

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    @Test
    void shouldNameTheFlagThatIsMissing() {
        assertThat(run("simulate")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--bootstrap-servers").hasLineCount(1);
    }

    @Test
    void shouldRefuseARateThatIsNoNumber() {
        assertThat(run("replay", "somewhere", "--rate", "fast")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--rate", "fast").hasLineCount(1);
    }

    @Test
    void shouldListTheDomainsWhenOneIsUnknown() {
        assertThat(run("simulate", "--domains=snow", "--bootstrap-servers=127.0.0.1:1")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("snow", "source", "target").hasLineCount(1);
    }

    @Test
    void shouldRefuseADemoTooShortToLearn() {
        assertThat(run("demo", "--duration=3")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--duration").hasLineCount(1);
    }

    @Test
    void shouldDocumentTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Exit codes:", "a broker, registry or port is not available");
    }

    private int run(String... args) {
        CommandLine line = Understudy.commandLine();
        line.setErr(new PrintWriter(err, true));
        line.setOut(new PrintWriter(out, true));
        return line.execute(args);
    }
}
