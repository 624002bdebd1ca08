package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.cli.evaluate.EventDigest;
import dev.understudy.cli.feed.Backpressure;
import dev.understudy.cli.feed.FeedPace;
import dev.understudy.cli.feed.LogFeed;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.perception.RealData;
import dev.understudy.proto.Topics;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A drive through the stream as it runs beside robots, a process of its own, which is killed as soon as the first
 * events are out and started again on the same folder: its events are those of the drive evaluated without a broker.
 */
@Tag("broker")
@Tag("child-process")
@Tag("real-data")
class ReplayAfterKillIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long SEED = 11;
    private static final int ROBOTS = 3;
    private static final int SECONDS = 6;
    private static final double FRAME_RATE_HZ = 2.5;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheDigestOfTheOfflineRun() throws Exception {
        FleetConfig fleet = new FleetConfig(SEED, ROBOTS, FRAME_RATE_HZ, (int) (SECONDS * FRAME_RATE_HZ),
                List.of(new DomainPhase("source", 1)));
        assertSameDigest(new SimulatedFleet(fleet), 1, "sim:source", "--seed", Long.toString(SEED), "--robots",
                Integer.toString(ROBOTS), "--duration", Integer.toString(SECONDS));
    }

    @Test
    void shouldGiveTheDigestOfTheOfflineRunOnRealFrames() throws Exception {
        Path kitti = RealData.folder("kitti_raw");
        assertSameDigest(DriveLogs.open(kitti), 2, kitti.toString());
    }

    private void assertSameDigest(DriveLog log, int threads, String... evaluated) throws Exception {
        JsonNode offline = evaluate(evaluated).requiredAt("/models/0");
        int all = offline.requiredAt("/events").asInt();
        try (LoopBroker broker = new LoopBroker(folder.resolve("broker"))) {
            try (LogFeed feed = new LogFeed(log,
                    broker.kafka().producer(ClientPurpose.NONE, new StringSerializer()),
                    new FeedPace(FeedPace.FLAT_OUT), Backpressure.NONE)) {
                feed.run();
            }
            Process first = stream(broker, threads);
            awaitEvents(broker, 1, first);
            first.destroyForcibly().waitFor();
            int before = broker.committed(Topics.OBJECT_EVENT).size();
            System.out.println("killed after " + before + " of " + all + " events and "
                    + broker.committed(Topics.CLUSTER).size() + " frames");
            assertThat(before).as("events at the kill").isBetween(1, all - 1);

            Process second = stream(broker, threads);
            try {
                awaitEvents(broker, all, second);
            } finally {
                second.destroy();
                second.waitFor();
            }
            EventDigest digest = broker.eventDigest();
            assertThat(digest.events()).isEqualTo(all);
            assertThat(digest.hex()).isEqualTo(offline.requiredAt("/eventDigest").asText());
        }
    }

    private static void awaitEvents(LoopBroker broker, int events, Process stream) {
        await().atMost(LIMIT).until(() -> {
            assertThat(stream.isAlive()).as("the stream runs").isTrue();
            return broker.committed(Topics.OBJECT_EVENT).size() >= events;
        });
    }

    private Process stream(LoopBroker broker, int threads) throws IOException {
        return CommandRun.start(folder, "stream", "--event-time", "--threads",
                Integer.toString(threads), "--state-dir", "state", "--metrics-port=0", "--bootstrap-servers",
                broker.bootstrapServers(), "--registry", SharedServices.registryUrl(),
                // The killed one is still a member of its group until then.
                "--kafka", "session.timeout.ms=6000", "--kafka", "heartbeat.interval.ms=2000");
    }

    private JsonNode evaluate(String... log) throws Exception {
        String[] args = new String[log.length + 2];
        args[0] = "evaluate";
        args[1] = "--json";
        System.arraycopy(log, 0, args, 2, log.length);
        CommandRun run = CommandRun.understudy(folder, args);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json();
    }
}
