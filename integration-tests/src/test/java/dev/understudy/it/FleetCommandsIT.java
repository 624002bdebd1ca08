package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.embedded.EmbeddedKafka;
import dev.understudy.proto.Topics;
import dev.understudy.replay.kitti.MiniKitti;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/operate.md, each its own process, on a broker and a registry that are not theirs. */
@Tag("broker")
@Tag("child-process")
class FleetCommandsIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    private Path folder;
    private EmbeddedKafka kafka;
    private final List<Process> running = new ArrayList<>();

    @BeforeEach
    void startServices() {
        kafka = EmbeddedKafka.start(folder.resolve("broker"), 0);
    }

    @AfterEach
    void stopServices() throws InterruptedException {
        for (Process process : running) {
            process.destroy();
        }
        for (Process process : running) {
            process.waitFor();
        }
        kafka.close();
    }

    @Test
    void shouldRunTheFleetFromItsParts() throws Exception {
        assertThat(run("topics", "create").out()).contains("created " + Topics.LIDAR_FRAME);
        assertThat(run("topics", "create").out()).doesNotContain("created");
        assertThat(CommandRun.understudy(folder, "keys", "create", "signing.key", "--public", "trusted").exitCode())
                .isZero();
        int streamPort = CommandRun.freePort();
        int trainPort = CommandRun.freePort();
        running.add(CommandRun.start(folder, "stream", "--bootstrap-servers", kafka.bootstrapServers(), "--registry",
                SharedServices.registryUrl(), "--keys", "trusted", "--metrics-port=" + streamPort));
        CommandRun settings = CommandRun.understudy(folder, "train", "--print-config");
        assertThat(settings.out()).contains("warmUpSteps", "stepsPerCandidate");
        Files.writeString(folder.resolve("trainer.yaml"), settings.out());
        running.add(CommandRun.start(folder, "train", "--config", "trainer.yaml", "--with-guard",
                "distribution-alignment", "--without-guard", "robot-quota", "--bootstrap-servers",
                kafka.bootstrapServers(), "--signing-key", "signing.key", "--metrics-port=" + trainPort));
        Awaitility.await().atMost(LIMIT).until(() -> get(streamPort, "/readyz").status() == 200);

        assertThat(run("simulate", "--robots=2", "--duration=4", "--domains=source,night-rain", "--rate=4").out())
                .contains("20 LiDAR frames, 20 camera frames");

        Awaitility.await().atMost(LIMIT).untilAsserted(() ->
                assertThat(get(streamPort, "/metrics").body()).contains("perception_frames_in{sensor=\"lidar\"} 20.0"));
        assertThat(get(streamPort, "/metrics").body()).contains("perception_frame_age_seconds_count 20",
                "perception_frames_dropped{reason=\"overload\"} 0.0",
                "deadletter_circuit{topic=\"" + Topics.POSE + "\"} 0.0");
        Awaitility.await().atMost(LIMIT).untilAsserted(() ->
                assertThat(get(trainPort, "/metrics").body()).contains("trainer_samples_total"));
        assertThat(get(streamPort, "/livez").status()).isEqualTo(200);
    }

    @Test
    void shouldReplayARecordingFlatOut() throws Exception {
        run("topics", "create");
        Path log = MiniKitti.raw(folder.resolve("log"), 3);

        CommandRun replay = CommandRun.understudy(folder, "replay", log.toString(), "--rate", "max",
                "--bootstrap-servers", kafka.bootstrapServers());

        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("3 LiDAR frames, 3 camera frames");
    }

    private CommandRun run(String... args) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
        CommandRun run = CommandRun.understudy(folder, all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static Answer get(int port, String path) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            HttpResponse<String> response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(),
                    BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException notYet) {
            return new Answer(0, notYet.toString());
        }
    }

    private record Answer(int status, String body) {
    }
}
