package dev.understudy.cli.maths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.maths.MathsFault;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.maths.WrongMathsException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What ends in an error here; starting again takes a process of its own. */
class SaferStartTest {

    private static final int RAN = 0;
    private static final int REPORTED = 9;

    private final Networks command = new Networks();
    private Exception reported;

    /** Finds the maths wrong when asked for its networks, or later. */
    @Command(name = "networks", mixinStandardHelpOptions = true)
    private static final class Networks implements Callable<Integer>, NetworkCommand {

        private boolean asked;
        private RuntimeException atFirst;
        private RuntimeException later;

        @Override
        public Optional<NetworkUse> networks() {
            asked = true;
            if (atFirst != null) {
                throw atFirst;
            }
            return Optional.empty();
        }

        @Override
        public boolean hasPublished() {
            return true;
        }

        @Override
        public Integer call() {
            if (later != null) {
                throw later;
            }
            return RAN;
        }
    }

    @Test
    void shouldRunACommandThatComputesNothingWithNetworks() {
        assertThat(execute()).isEqualTo(RAN);
        assertThat(command.asked).isTrue();
    }

    @Test
    void shouldCompareNothingToPrintHelp() {
        assertThat(execute("--help")).isEqualTo(RAN);
        assertThat(execute("--version")).isEqualTo(RAN);
        assertThat(command.asked).isFalse();
    }

    @Test
    void shouldReportWhatIsWrongWithTheCommandLineAsBefore() {
        command.atFirst = new IllegalArgumentException("no such family");
        assertThat(execute()).isEqualTo(REPORTED);
        assertThat(reported).isSameAs(command.atFirst);
    }

    @Test
    void shouldNotStartAgainWhatOthersHaveSeen() {
        command.later = new WrongMathsException(new MathsFault("convolution, output", "[2, 3]", 1),
                MathsPath.current());
        assertThat(execute()).isEqualTo(REPORTED);
        assertThat(reported).isSameAs(command.later);
    }

    private int execute(String... args) {
        CommandLine line = new CommandLine(command).setExecutionExceptionHandler((e, failed, parsed) -> {
            reported = e;
            return REPORTED;
        });
        return SaferStart.around(line).execute(args);
    }
}
