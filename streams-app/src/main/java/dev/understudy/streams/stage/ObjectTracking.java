package dev.understudy.streams.stage;

import dev.understudy.perception.line.TrackingStep;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Gives objects ids that last over frames ({@link TrackingStep}) and sends the finished set out. */
public final class ObjectTracking implements Processor<byte[], ClusterSet, byte[], Object> {

    private final PerceptionSettings settings;
    private ProcessorContext<byte[], Object> context;
    private TrackingStep tracking;

    public ObjectTracking(PerceptionSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        TaskBooks books = new TaskBooks(context);
        tracking = new TrackingStep(settings.line(), books.keyed(PerceptionNames.TRACK_STORE),
                books.poses(settings.line()));
    }

    @Override
    public void process(Record<byte[], ClusterSet> record) {
        ClusterSet tracked = tracking.track(record.value());
        context.forward(new Record<>(record.key(), tracked, record.timestamp(), headers(tracked)),
                PerceptionNames.CLUSTER_SINK);
    }

    private static Headers headers(ClusterSet set) {
        Headers headers = new RecordHeaders();
        if (!set.getTraceparent().isEmpty()) {
            headers.add(Topics.HEADER_TRACEPARENT, set.getTraceparent().getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }
}
