package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.proto.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo that is ended long before its drive leaves the results until then. */
@Tag("broker")
@Tag("child-process")
class CutShortDemoIT {

    private static final long SEED = 4712;
    private static final int SERVICE = 4;
    private static final int TERMINATED = 128 + 15;
    /** Some seconds of the drive. */
    private static final int EVENTS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    @TempDir
    private Path folder;

    @Test
    void shouldLeaveTheResultsOfADriveThatIsTerminated() throws Exception {
        int port = CommandRun.freePort();
        Process demo = demo(port);
        try {
            awaitRecords(port, Topics.OBJECT_EVENT, EVENTS);
            demo.destroy();
            assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(TERMINATED);
            assertThat(results().requiredAt("/interruption").asText()).isEqualTo("interrupted");
        } finally {
            demo.destroyForcibly();
        }
    }

    @Test
    void shouldLeaveTheResultsOfADriveWhoseTrainerIsFenced() throws Exception {
        int port = CommandRun.freePort();
        Process demo = demo(port);
        try {
            // The trainer works: it has proposed a candidate.
            awaitRecords(port, Topics.LIFECYCLE, 1);
            fence(port);
            assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(SERVICE);
            assertThat(results().requiredAt("/interruption").asText()).contains("another trainer took over");
        } finally {
            demo.destroyForcibly();
        }
    }

    private Process demo(int port) throws Exception {
        System.out.println("seed " + SEED);
        return CommandRun.start(folder, "demo", "--headless", "--duration=1200", "--seed=" + SEED,
                "--broker-port=" + port, "--run-dir=run");
    }

    private static void awaitRecords(int port, String topic, int count) {
        assertThat(Records.consume("127.0.0.1:" + port, topic, count, PATIENCE))
                .hasSizeGreaterThanOrEqualTo(count);
    }

    /** As a second trainer of the model does when it starts. */
    private static void fence(int port) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", "127.0.0.1:" + port, "transactional.id", "understudy-trainer-student");
        try (var trainer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            trainer.initTransactions();
        }
    }

    private JsonNode results() throws Exception {
        JsonNode summary = new ObjectMapper().readTree(folder.resolve("run/summary.json").toFile());
        assertThat(summary.requiredAt("/interrupted").asBoolean()).isTrue();
        assertThat(summary.requiredAt("/events").asLong()).isPositive();
        assertThat(summary.requiredAt("/scored/all").asLong()).isPositive();
        assertThat(folder.resolve("run/accuracy.png")).isNotEmptyFile();
        return summary;
    }
}
