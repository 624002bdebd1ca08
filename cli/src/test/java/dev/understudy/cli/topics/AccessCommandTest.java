package dev.understudy.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Understudy;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class AccessCommandTest {

    private static String run(String... args) {
        StringWriter out = new StringWriter();
        Understudy.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out)).execute(args);
        return out.toString();
    }

    @Test
    void shouldNameTheApplicationsAndTheModelOfTheSettings() {
        assertThat(run("topics", "acls", "perception=User:p", "trainer=User:t", "--model=other",
                "--set=stream.applicationIdPrefix=second"))
                .contains("second-perception", "understudy-trainer-other").doesNotContain("understudy-perception");
    }
}
