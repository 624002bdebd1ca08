package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} as a newcomer runs it: a process of its own, and the other commands against it. */
@Tag("broker")
@Tag("child-process")
class UpIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Pattern ADDRESSES = Pattern.compile("--bootstrap-servers (\\S+) --registry (\\S+)");
    private static final int TURNS = 8;

    @TempDir
    private Path folder;
    private final List<Process> running = new ArrayList<>();

    @AfterEach
    void stopAll() throws InterruptedException {
        // The broker last.
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).destroy();
            running.get(i).waitFor();
        }
    }

    @Test
    void shouldServeTheOtherCommandsAndFindItsTopicsAgain() throws Exception {
        List<String> addresses = up("first.txt");
        Path drive = SimulatedRecording.write(folder.resolve("drive.mcap"), 23, 1, TURNS);
        running.add(CommandRun.start(folder, with(addresses, "stream", "--event-time", "--metrics-port=0")));
        CommandRun replay = run(addresses, "replay", drive.toString(), "--rate", "max");
        assertThat(replay.out()).contains(TURNS + " LiDAR frames, " + TURNS + " camera frames");
        CommandRun event = run(addresses, "events", "--from-start", "--count", "1");
        assertThat(event.out()).containsPattern("(?m)^20\\d\\d-\\S+Z  robot-01  \\S+ .* model version 0$");
        String first = event.out();

        CommandRun taken = CommandRun.understudy(folder, "up", "--data", "data", "--port=0", "--registry-port=0");
        assertThat(taken.exitCode()).isEqualTo(4);
        assertThat(taken.err().strip().lines()).singleElement().asString()
                .contains("data/broker", "another broker is running in this folder");

        stopAll();
        running.clear();
        assertThat(run(up("second.txt"), "events", "--from-start", "--count", "1").out()).isEqualTo(first);
    }

    @Test
    void shouldNameAPortThatIsTaken() throws Exception {
        List<String> addresses = up("first.txt");
        String port = addresses.get(1).substring(addresses.get(1).indexOf(':') + 1);

        CommandRun other = CommandRun.understudy(folder, "up", "--port", port, "--registry-port=0");

        assertThat(other.exitCode()).isEqualTo(4);
        assertThat(other.err().strip().lines()).singleElement().asString()
                .contains("Kafka cannot listen on 127.0.0.1:" + port, "choose another port");
        try (Admin admin = KafkaConnection.to(addresses.get(1)).admin()) {
            assertThat(admin.listTopics().names().get()).contains(Topics.LIDAR_FRAME, Topics.LIFECYCLE);
        }
    }

    /** Starts it on one data folder and waits for the flags that it prints. */
    private List<String> up(String file) throws IOException {
        Path out = folder.resolve(file);
        running.add(CommandRun.startInto(out, folder, "up", "--data", "data", "--port=0", "--registry-port=0"));
        await().atMost(LIMIT).until(() -> Files.readString(out).contains("Ctrl-C"));
        Matcher flags = ADDRESSES.matcher(Files.readString(out));
        assertThat(flags.find()).isTrue();
        return List.of("--bootstrap-servers", flags.group(1), "--registry", flags.group(2));
    }

    private CommandRun run(List<String> addresses, String... args) throws Exception {
        CommandRun run = CommandRun.understudy(folder, with(addresses, args));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static String[] with(List<String> addresses, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(addresses);
        return all.toArray(String[]::new);
    }
}
