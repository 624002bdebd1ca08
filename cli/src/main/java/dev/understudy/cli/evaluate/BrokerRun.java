package dev.understudy.cli.evaluate;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.feed.FedStream;
import dev.understudy.cli.feed.FeedPace;
import dev.understudy.cli.feed.LogFeed;
import dev.understudy.cli.feed.StreamFlow;
import dev.understudy.cli.frames.FrameJoin;
import dev.understudy.cli.kafka.TopicTap;
import dev.understudy.cli.local.LocalServices;
import dev.understudy.cli.local.LocalSystem;
import dev.understudy.cli.settings.Settings;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.OpenParts;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.WatchedLog;
import dev.understudy.streams.ServedModel;
import dev.understudy.streams.Serving;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.SchemaRegistry;
import dev.understudy.streams.inference.InferenceSettings;
import dev.understudy.streams.stage.TeacherSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The same evaluation through a real broker in this process, with both stream applications as they run anywhere. */
final class BrokerRun implements FedStream, AutoCloseable {

    private static final int PARTITIONS = 4;

    private final FrameJoin join;
    private final RunCounts counts = new RunCounts();
    private final OpenParts parts = new OpenParts();
    private final LocalSystem system;
    private final Deserializer<ClassifiedObject> events;
    private final TopicTap tap;

    /**
     * Starts the broker and both applications.
     *
     * @param folder for the broker's data and the state stores
     * @param join takes objects, events and labels
     */
    BrokerRun(Settings settings, EvaluatedModel model, Path folder, FrameJoin join)
            throws InterruptedException {
        this.join = join;
        try {
            LocalServices services = parts.add(LocalServices.brokerOnly(folder, Topics.MAX_RECORD_BYTES));
            Serving serving = Serving.through(services.registryUrl(), () -> ServedModel.of(model.live()));
            system = parts.add(LocalSystem.start(services, new LocalSystem.Plan(PARTITIONS,
                    streams(services, settings, folder), TeacherSource.NONE, serving, Optional.empty()),
                    new SimpleMeterRegistry()));
            events = EventSerdes.classifiedObject(SchemaRegistry.open(services.registryUrl())).deserializer();
            tap = parts.add(new TopicTap(services.kafka(),
                    List.of(Topics.CLUSTER, Topics.OBJECT_EVENT, Topics.DEAD_LETTER), this::take));
        } catch (InterruptedException | RuntimeException | Error e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    private static StreamsSettings streams(LocalServices services, Settings settings, Path folder) {
        return settings.streams(services.kafka(), services.registryUrl(), folder.resolve("state"))
                .withInference(new InferenceSettings(0));
    }

    /**
     * Publishes the whole log and waits until every frame has come out.
     *
     * @param pace at which its records are sent, as far as the stream takes them
     */
    void run(DriveLog log, FeedPace pace) throws InterruptedException {
        StreamFlow flow = new StreamFlow(this);
        try (LogFeed feed = new LogFeed(new WatchedLog(log, join::read),
                system.services().kafka().producer(ClientPurpose.NONE, new StringSerializer()), pace, flow)) {
            feed.run();
            feed.damaged().forEach((why, n) -> counts.damaged(why));
            join.endOfLog();
            if (!flow.drain(feed)) {
                throw new UserError(ExitCode.SERVICE, "the stream stands still after " + framesOut() + " of "
                        + feed.lidarFrames() + " frames");
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            switch (record.topic()) {
                case Topics.CLUSTER -> join.clusters(ClusterSet.parseFrom(record.value()));
                case Topics.OBJECT_EVENT -> join.event(0, events.deserialize(record.topic(), record.value()));
                default -> counts.dead(record.headers());
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("foreign bytes in " + record.topic() + " at " + record.offset(), e);
        }
    }

    @Override
    public FrameLedger ledger() {
        return system.stream().ledger();
    }

    @Override
    public long framesOut() {
        return join.frames();
    }

    @Override
    public void check() {
        tap.check();
        system.check();
    }

    RunCounts counts() {
        return counts;
    }

    /** Ends what was started, the newest first: the broker's folder may go only after the broker. */
    @Override
    public void close() {
        parts.close();
    }
}
