package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.maths.MathsFault;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.maths.WrongMathsException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UnderstudyTest {

    private static final String BROKER = "--bootstrap-servers=127.0.0.1:1";

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
    void shouldRefuseADemosCapOnRecordsBeforeAnythingStarts() {
        assertThat(run("demo", "--max-record-bytes=1000")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--max-record-bytes").hasLineCount(1);
    }

    @Test
    void shouldNameTheFlagWhoseNumberCannotBe() {
        assertThat(run("stream", "--threads=0", BROKER)).isEqualTo(ExitCode.USAGE);
        assertThat(run("stream", "--max-frame-age=-1", BROKER)).isEqualTo(ExitCode.USAGE);
        assertThat(run("stream", "--max-frame-age=5", "--event-time", BROKER)).isEqualTo(ExitCode.USAGE);
        assertThat(run("train", "--steps-per-candidate=0", BROKER)).isEqualTo(ExitCode.USAGE);
        assertThat(run("train", "--metrics-port=99999", BROKER)).isEqualTo(ExitCode.USAGE);
        assertThat(run("simulate", "--rate=0", BROKER)).isEqualTo(ExitCode.USAGE);
        assertThat(run("topics", "create", "--partitions=0", BROKER)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--threads", "--max-frame-age", "--event-time", "steps", "--metrics-port",
                "pace", "--partitions").hasLineCount(7);
    }

    @Test
    void shouldNameTheBrokerThatIsNoAddress() {
        assertThat(run("topics", "create", "--bootstrap-servers=broker")).isEqualTo(ExitCode.SERVICE);
        assertThat(err.toString()).contains("bootstrap.servers: broker").hasLineCount(1);
    }

    @Test
    void shouldNameTheRegistryThatDoesNotAnswer() {
        assertThat(run("stream", "--stage=inference", BROKER, "--registry=http://127.0.0.1:1"))
                .isEqualTo(ExitCode.SERVICE);
        assertThat(err.toString()).contains("schema registry at http://127.0.0.1:1").hasLineCount(1);
    }

    @Test
    void shouldKeepTheOldKeyOfTheRingWhenANewOneIsMade(@TempDir Path folder) {
        String ring = "--public=" + folder.resolve("ring");
        assertThat(run("keys", "create", folder.resolve("old/signing.key").toString(), ring)).isZero();
        assertThat(run("keys", "create", folder.resolve("new/signing.key").toString(), ring)).isZero();
        assertThat(KeyRing.load(folder.resolve("ring")).keyIds()).hasSize(2);
    }

    @Test
    void shouldDocumentTheExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Exit codes:", "a broker, registry or port is not available");
    }

    @Test
    void shouldNameTheVariableWhereTheMathsIsWrong() {
        CommandLine line = Understudy.commandLine().setErr(new PrintWriter(err, true));
        WrongMathsException wrong = new WrongMathsException(new MathsFault("convolution, output", "[2, 3]", 0.5),
                MathsPath.current());
        assertThat(new ErrorReporting().handleExecutionException(wrong, line, null)).isEqualTo(ExitCode.MATHS);
        assertThat(err.toString()).contains("convolution, output on [2, 3]", MathsPath.ONEDNN).hasLineCount(1);
    }

    private int run(String... args) {
        CommandLine line = Understudy.commandLine();
        line.setErr(new PrintWriter(err, true));
        line.setOut(new PrintWriter(out, true));
        return line.execute(args);
    }
}
