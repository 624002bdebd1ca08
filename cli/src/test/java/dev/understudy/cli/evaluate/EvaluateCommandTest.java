package dev.understudy.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import dev.understudy.cli.common.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command as a user types it, on two seconds of a simulated fleet (seed 7). */
class EvaluateCommandTest {

    private static final List<String> DRIVE = List.of("sim:source", "--seed", "7", "--duration", "2");

    @Test
    void shouldScoreAModelAgainstItselfAndGiveTheSameAnswerAgain() throws Exception {
        Run first = run("--against", "bootstrap", "--json", "--fail-if", "macro_f1 < -0.01");
        Run second = run("--json");
        JsonNode report = new ObjectMapper().readTree(first.out);
        assertThat(report.requiredAt("/maths/checkedOperations").asInt()).isPositive();

        assertThat(first.exit).as(first.err).isZero();
        assertThat(report.requiredAt("/frames").asInt()).isEqualTo(10);
        assertThat(report.requiredAt("/labelledFrames").asInt()).isEqualTo(10);
        assertThat(report.requiredAt("/models/0/scores/accuracy").asDouble()).isBetween(0.6, 1.0);
        assertThat(report.requiredAt("/comparison/differences/macro_f1/high").asDouble()).isZero();
        assertThat(report.requiredAt("/models/0/eventDigest").asText()).hasSize(64)
                .isEqualTo(report.requiredAt("/models/1/eventDigest").asText())
                .isEqualTo(new ObjectMapper().readTree(second.out).requiredAt("/models/0/eventDigest").asText());
    }

    @Test
    void shouldEndWithTheExitCodeOfAViolationWhenAConditionHolds() {
        Run run = run("--fail-if", "accuracy < 1.01");

        assertThat(run.exit).isEqualTo(ExitCode.VIOLATION);
        assertThat(run.err.strip().lines()).singleElement().asString().contains("failed, since accuracy < 1.01: it is");
        assertThat(run.out).contains("digest of the events  ", "accuracy by range");
    }

    @Test
    void shouldNameACheckpointThatNothingVouchesFor() {
        Run run = run("--checkpoint", "nowhere.uckpt");

        assertThat(run.exit).isEqualTo(ExitCode.INPUT);
        assertThat(run.err.strip().lines()).singleElement().asString().contains("nothing vouches for nowhere.uckpt");
    }

    private static Run run(String... flags) {
        List<String> args = new ArrayList<>(List.of("evaluate"));
        args.addAll(DRIVE);
        args.addAll(List.of(flags));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Understudy.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new Run(command.execute(args.toArray(String[]::new)), out.toString(), err.toString());
    }

    private record Run(int exit, String out, String err) {
    }
}
