package dev.understudy.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Understudy;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ChaosCommandTest {

    @Test
    void shouldNameTheFaultsThereAreWhenOneIsUnknown() {
        assertThat(refused("--faults", "earthquake"))
                .contains("there is no fault 'earthquake'").contains("kill-stream").contains("skewed-clock");
    }

    @Test
    void shouldRefuseARunOfNoTime() {
        assertThat(refused("--minutes", "0")).contains("--minutes");
    }

    private static String refused(String... flags) {
        StringWriter err = new StringWriter();
        String[] args = new String[flags.length + 1];
        args[0] = "chaos";
        System.arraycopy(flags, 0, args, 1, flags.length);
        int exit = Understudy.commandLine().setErr(new PrintWriter(err, true)).execute(args);
        assertThat(exit).isEqualTo(2);
        return err.toString();
    }
}
