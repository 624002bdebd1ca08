package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A simulated drive of two robots through a broker into a recording of every topic, and what becomes of that. */
@Tag("broker")
class OwnRecordingIT {

    private static final int SEED = 11;
    private static final int ROBOTS = 2;
    private static final int TURNS = 5;

    @TempDir
    private static Path folder;
    private static KafkaConnection kafka;
    private static Path recording;

    @BeforeAll
    static void record() throws Exception {
        kafka = SharedServices.emptied();
        Path drive = SimulatedRecording.write(folder.resolve("drive.mcap"), SEED, ROBOTS, TURNS);
        recording = folder.resolve("all.mcap");
        understudy("topics", "create", "--partitions", "2", "--bootstrap-servers", kafka.servers());
        Records.awaitLeaders(kafka.servers());
        understudy("replay", drive.toString(), "--rate", "max", "--bootstrap-servers", kafka.servers());
        Records.produce(kafka.servers(), Map.of(), Topics.LIFECYCLE, "student",
                LifecycleEvent.getDefaultInstance().toByteArray());
        Records.produce(kafka.servers(), Map.of(), Topics.DEAD_LETTER, "robot-01",
                "rubbish".getBytes(StandardCharsets.UTF_8));
        understudy("record", "--from-start", "--until-end", "--out", recording.toString(), "--bootstrap-servers",
                kafka.servers(), "--registry", "http://127.0.0.1:1");
    }

    @Test
    void shouldLastAsLongAsTheDrive() throws Exception {
        JsonNode info = json("info", recording.toString());

        assertThat(info.requiredAt("/topics").findValuesAsText("name")).contains("/model/lifecycle", "/dead_letters");
        assertThat(info.requiredAt("/seconds").asDouble()).isBetween(1.0, TURNS / SimulatedRecording.HZ);
    }

    @Test
    void shouldBeEvaluatedLikeItsSource() throws Exception {
        JsonNode source = json("evaluate", "sim:source", "--seed", String.valueOf(SEED), "--robots",
                String.valueOf(ROBOTS), "--duration", String.valueOf(TURNS / SimulatedRecording.HZ));
        Path copy = folder.resolve("copy.mcap");
        understudy("record", "--log", recording.toString(), "--out", copy.toString());

        assertThat(source.requiredAt("/labelledFrames").asInt()).isEqualTo(ROBOTS * TURNS);
        for (Path file : List.of(recording, copy)) {
            JsonNode report = json("evaluate", file.toString());
            for (String part : List.of("/frames", "/labelledFrames", "/pairing", "/models/0/eventDigest",
                    "/models/0/scores")) {
                assertThat(report.requiredAt(part)).as(file + part).isEqualTo(source.requiredAt(part));
            }
        }
    }

    @Test
    void shouldHaveTheCalibrationThatTheDoctorLooksFor() throws Exception {
        StringWriter out = new StringWriter();
        Understudy.commandLine().setOut(new PrintWriter(out, true)).execute("doctor", recording.toString());

        assertThat(out.toString()).contains("calibration").doesNotContain("has none", "not be used");
    }

    @Test
    void shouldRecordTheCalibrationThatWasSentBeforeTheRecordingBegan() throws Exception {
        Path later = folder.resolve("later.mcap");
        understudy("record", "--until-end", "--topics", "lidar,calibration", "--out", later.toString(),
                "--bootstrap-servers", kafka.servers());

        assertThat(json("info", later.toString()).requiredAt("/topics").findValuesAsText("name")).containsExactly(
                "/robot-01/calibration", "/robot-01/camera/camera_front/calibration", "/robot-01/tf_static",
                "/robot-02/calibration", "/robot-02/camera/camera_front/calibration", "/robot-02/tf_static");
    }

    private static JsonNode json(String command, String... args) throws Exception {
        String[] all = new String[args.length + 2];
        all[0] = command;
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--json";
        return new ObjectMapper().readTree(understudy(all));
    }

    private static String understudy(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Understudy.commandLine().setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        assertThat(command.execute(args)).as(err.toString()).isZero();
        return out.toString();
    }
}
