package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.replay.kitti.MiniKitti;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a machine that is set up otherwise. */
@Tag("child-process")
class OtherMachineIT {

    private static final Map<String, String> PLAIN =
            Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC", "UNDERSTUDY_JAVA_OPTS", "-Xmx2g");
    private static final Map<String, String> OTHER = Map.of("LC_ALL", "C.UTF-8", "TZ", "Asia/Kathmandu",
            "UNDERSTUDY_JAVA_OPTS", "-Xmx1500m -Duser.language=ar -Duser.country=EG -Dfile.encoding=ISO-8859-1 "
                    + "-XX:+UseSerialGC -XX:ActiveProcessorCount=1 -XX:UseAVX=0");

    @TempDir
    private Path folder;

    @Test
    void shouldEvaluateADriveToTheSameReport() throws Exception {
        JsonNode plain = evaluate(PLAIN);
        assertThat(plain.requiredAt("/models/0/events").asInt()).isPositive();
        assertThat(evaluate(OTHER)).isEqualTo(plain);
    }

    /** In a shell, which takes names as bytes: this Java may itself run where there is no locale. */
    @Test
    void shouldReadALogOfAnyNameWhereThereIsNoLocale() throws Exception {
        MiniKitti.raw(folder.resolve("log"), 2);
        String script = "mv log \"$(printf 'Pr\\303\\274fstand')\" && \"$0\" info Pr*d; code=$?; mv Pr*d log; "
                + "exit $code";
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script, CommandRun.LAUNCHER.toString())
                .directory(folder.toFile()).inheritIO();
        shell.environment().putAll(Map.of("LC_ALL", "C", "UNDERSTUDY_NO_BUILD", "1"));

        assertThat(shell.start().waitFor()).isZero();
    }

    private JsonNode evaluate(Map<String, String> environment) throws Exception {
        CommandRun run = CommandRun.understudy(folder, environment, "evaluate", "sim:source,target", "--seed", "11",
                "--robots", "2", "--duration", "2", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return ((ObjectNode) run.json()).without("latency");
    }
}
