package dev.understudy.cli.evaluate;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.embedded.EmbeddedKafka;
import dev.understudy.cli.feed.FeedPace;
import dev.understudy.cli.feed.LogFeed;
import dev.understudy.cli.frames.FrameJoin;
import dev.understudy.cli.kafka.TopicTap;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.WatchedLog;
import dev.understudy.streams.InferenceApp;
import dev.understudy.streams.PerceptionApp;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.InMemoryRegistry;
import dev.understudy.streams.inference.InferenceSettings;
import dev.understudy.streams.stage.PerceptionSettings;
import dev.understudy.streams.topic.TopicCreator;
import dev.understudy.streams.topic.TopicPlans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;

/** The same evaluation through a real broker in this process, with both stream applications as they run anywhere. */
final class BrokerRun implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** A run that makes no progress for so long has failed. */
    private static final Duration STALL_LIMIT = Duration.ofSeconds(60);
    /** LiDAR frames that may be under way before the feed waits. */
    private static final long MAX_FRAMES_UNDER_WAY = 40;
    private static final long POLL_MILLIS = 20;

    private final Serde<ClassifiedObject> events = EventSerdes.classifiedObject(new InMemoryRegistry());
    private final FrameJoin join;
    private final RunCounts counts = new RunCounts();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final KafkaConnection connection;
    private final PerceptionApp perception;
    private final InferenceApp inference;
    private final TopicTap tap;

    /**
     * Starts the broker and both applications.
     *
     * @param threads stream threads of each application
     * @param folder for the broker's data and the state stores
     * @param join takes objects, events and labels
     */
    BrokerRun(PerceptionSettings settings, int threads, EvaluatedModel model, Path folder, FrameJoin join)
            throws Exception {
        this.join = join;
        try {
            connection = KafkaConnection.to(
                    started(EmbeddedKafka.start(folder.resolve("broker"), 0)).bootstrapServers());
            createTopics();
            StreamsSettings streams = streams(settings, threads, folder);
            perception = started(new PerceptionApp(streams, new SimpleMeterRegistry())).start();
            inference = started(new InferenceApp(streams, model.live(), events.serializer(),
                    new SimpleMeterRegistry())).start();
            tap = started(new TopicTap(connection,
                    List.of(Topics.CLUSTER, Topics.OBJECT_EVENT, Topics.DEAD_LETTER), this::take));
            awaitRunning();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private void createTopics() {
        try (Admin admin = connection.admin()) {
            new TopicCreator(admin).create(TopicPlans.oneMachine(PARTITIONS));
        }
    }

    private StreamsSettings streams(PerceptionSettings settings, int threads, Path folder) {
        StreamsSettings base = StreamsSettings.local(connection, "none", folder.resolve("state"))
                .withPerception(settings).withInference(new InferenceSettings(0)).replaying();
        return base.withRun(base.run().withThreads(threads));
    }

    private void awaitRunning() throws InterruptedException {
        if (!perception.runner().awaitRunning(START_LIMIT) || !inference.runner().awaitRunning(START_LIMIT)) {
            throw new UserError(ExitCode.SERVICE, "the stream did not start within " + START_LIMIT.toSeconds() + " s");
        }
    }

    /**
     * Publishes the whole log and waits until every frame has come out.
     *
     * @param pace at which its records are sent, as far as the stream takes them
     */
    void run(DriveLog log, FeedPace pace) throws InterruptedException {
        try (LogFeed feed = new LogFeed(new WatchedLog(log, join::read),
                connection.producer(ClientPurpose.NONE, new StringSerializer()), pace, fed -> {
                    check();
                    return fed - join.frames() > MAX_FRAMES_UNDER_WAY;
                })) {
            feed.run();
            feed.damaged().forEach((why, n) -> counts.damaged(why));
            join.endOfLog();
            awaitAll(feed);
        }
    }

    private void awaitAll(LogFeed feed) throws InterruptedException {
        long frames = -1;
        long since = System.nanoTime();
        while (!allOut(feed)) {
            check();
            if (join.frames() != frames) {
                frames = join.frames();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STALL_LIMIT.toNanos()) {
                throw new UserError(ExitCode.SERVICE, "the stream stands still after " + frames + " of "
                        + feed.lidarFrames() + " frames");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean allOut(LogFeed feed) {
        FrameLedger ledger = perception.ledger();
        return ledger.getLidarIn() >= feed.lidarFrames() && ledger.getLidarPending() == 0
                && ledger.getCameraIn() >= feed.cameraFrames() && ledger.getCameraPending() == 0
                && join.frames() >= ledger.getLidarPaired() + FrameLedgers.total(ledger.getLidarOnlyMap());
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            switch (record.topic()) {
                case Topics.CLUSTER -> join.clusters(ClusterSet.parseFrom(record.value()));
                case Topics.OBJECT_EVENT -> join.event(0,
                        events.deserializer().deserialize(record.topic(), record.value()));
                default -> counts.dead(record.headers());
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("foreign bytes in " + record.topic() + " at " + record.offset(), e);
        }
    }

    private void check() {
        tap.check();
        for (var ended : List.of(perception.runner().ended(), inference.runner().ended())) {
            if (ended.isCompletedExceptionally()) {
                ended.join();
            }
        }
    }

    FrameLedger ledger() {
        return perception.ledger();
    }

    RunCounts counts() {
        return counts;
    }

    /** Ends what was started, the newest first: the broker's folder may go only after the broker. */
    @Override
    public void close() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
