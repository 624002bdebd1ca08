package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.cli.evaluate.EventDigest;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.FrameClaim;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.streams.StreamProcess;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.claim.ClaimSettings;
import dev.understudy.streams.stage.PerceptionSettings;
import dev.understudy.streams.stage.TeacherSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that lie in a file store, by the commands of docs/operate.md, on a real broker. */
@Tag("broker")
@Tag("child-process")
class ClaimCheckIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String SEED = "23";
    private static final int ROBOTS = 2;
    private static final int SECONDS = 4;
    private static final int FRAMES = 20;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheEventsOfFramesThatLieInTheirRecords() throws Exception {
        JsonNode without = evaluate().requiredAt("/models/0");
        int all = without.requiredAt("/events").asInt();
        try (LoopBroker broker = new LoopBroker(folder.resolve("broker"))) {
            simulate(broker);
            assertClaims(broker, Topics.LIDAR_FRAME);
            assertClaims(broker, Topics.CAMERA_FRAME);
            Process stream = CommandRun.start(folder, "stream", "--event-time", "--state-dir",
                    "state", "--metrics-port=0", "--claim-check", "file:frames", "--bootstrap-servers",
                    broker.bootstrapServers(), "--registry", SharedServices.registryUrl());
            try {
                await().atMost(LIMIT).until(() -> {
                    assertThat(stream.isAlive()).as("the stream runs").isTrue();
                    return broker.committed(Topics.OBJECT_EVENT).size() >= all;
                });
            } finally {
                stream.destroy();
                stream.waitFor();
            }
            EventDigest digest = broker.eventDigest();
            System.out.println("digest " + digest.hex() + " of " + digest.events() + " events");
            assertThat(digest.events()).isEqualTo(all);
            assertThat(digest.hex()).isEqualTo(without.requiredAt("/eventDigest").asText());

            CommandRun recorded = CommandRun.understudy(folder, "record", "--topics", "lidar,camera", "--from-start",
                    "--until-end", "--out", "run.mcap", "--claim-check", "file:frames", "--bootstrap-servers",
                    broker.bootstrapServers());
            assertThat(recorded.exitCode()).as(recorded.err()).isZero();
            assertThat(recorded.out()).containsPattern("10  /\\S+/lidar/").containsPattern("10  /\\S+/camera/");
            assertThat(recorded.err()).doesNotContain("skipped");
        }
    }

    @Test
    void shouldCountEachFrameOnceWhateverBecameOfItsObject() throws Exception {
        try (LoopBroker broker = new LoopBroker(folder.resolve("broker"))) {
            simulate(broker);
            List<Path> clouds = objects(broker, Topics.LIDAR_FRAME);
            List<Path> images = objects(broker, Topics.CAMERA_FRAME);
            Files.delete(clouds.get(3));
            flip(clouds.get(7));
            Files.delete(images.get(5));
            flip(images.get(9));

            FrameLedger ledger = run(broker);

            System.out.println(ledger);
            assertThat(FrameLedgers.imbalance(ledger)).isEmpty();
            assertThat(ledger.getLidarIn()).isEqualTo(FRAMES);
            assertThat(ledger.getLidarDeadMap()).containsEntry("claim-gone", 1L).containsEntry("claim-mismatch", 1L)
                    .hasSize(2);
            assertThat(ledger.getLidarOnlyMap()).containsEntry("claim-gone", 1L).containsEntry("claim-mismatch", 1L);
            assertThat(ledger.getCameraDroppedMap()).containsEntry("claim-gone", 1L)
                    .containsEntry("claim-mismatch", 1L);
            assertThat(broker.committed(Topics.DEAD_LETTER)).extracting(r -> header(r, Topics.HEADER_DEAD_REASON))
                    .containsExactlyInAnyOrder("claim-gone", "claim-mismatch");
        }
    }

    private FrameLedger run(LoopBroker broker) throws InterruptedException {
        StreamsSettings settings =
                StreamsSettings.local(broker.kafka(), "", folder.resolve("state")).replaying();
        PerceptionSettings perception = settings.perception().withClaims(
                new ClaimSettings("file:" + folder.resolve("frames"), ClaimSettings.DEFAULT_MAX_BYTES));
        try (StreamProcess app = StreamProcess.perception(settings.withPerception(perception), TeacherSource.NONE,
                new SimpleMeterRegistry()).start()) {
            await().atMost(LIMIT).until(() -> app.ledger().getLidarIn() == FRAMES
                    && app.ledger().getCameraIn() == FRAMES && app.ledger().getLidarPending() == 0
                    && app.ledger().getCameraPending() == 0
                    && broker.committed(Topics.CLUSTER).size() == FRAMES - 2);
            return app.ledger();
        }
    }

    private void simulate(LoopBroker broker) throws Exception {
        CommandRun run = CommandRun.understudy(folder, "simulate", "--robots", Integer.toString(ROBOTS), "--duration",
                Integer.toString(SECONDS), "--domains", "source", "--seed", SEED, "--rate", "50", "--claim-check",
                "file:frames", "--claim-check-above", "100", "--bootstrap-servers", broker.bootstrapServers());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("20 LiDAR frames, 20 camera frames, 40 of them as claims");
    }

    private static void assertClaims(LoopBroker broker, String topic) {
        assertThat(frames(broker, topic)).hasSize(FRAMES).allSatisfy(record -> {
            assertThat(header(record, Topics.HEADER_CONTENT_TYPE)).isEqualTo(Topics.CONTENT_FRAME_CLAIM);
            assertThat(record.value()).hasSizeLessThan(400);
        });
    }

    /** In the order of the log, so that the frames chosen are neither the first nor the last of a robot. */
    private List<Path> objects(LoopBroker broker, String topic) throws Exception {
        List<FrameClaim> claims = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : frames(broker, topic)) {
            claims.add(FrameClaim.parseFrom(record.value()));
        }
        claims.sort((a, b) -> Long.compare(a.getStampNs(), b.getStampNs()));
        return claims.stream().map(claim -> folder.resolve("frames").resolve(claim.getKey())).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> frames(LoopBroker broker, String topic) {
        return broker.committed(topic).stream()
                .filter(record -> record.headers().lastHeader(Topics.HEADER_END_OF_LOG) == null).toList();
    }

    private static void flip(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private JsonNode evaluate() throws Exception {
        CommandRun run = CommandRun.understudy(folder, "evaluate", "--json", "sim:source", "--seed", SEED, "--robots",
                Integer.toString(ROBOTS), "--duration", Integer.toString(SECONDS));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json();
    }
}
