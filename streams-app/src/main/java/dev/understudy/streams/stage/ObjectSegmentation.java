package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.streams.PerceptionSettings;
import dev.understudy.streams.deadletter.DeadReasons;
import dev.understudy.streams.ledger.LedgerBook;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** From a raw LiDAR record to the objects in it: decode, segment, keep what may be an object. */
public final class ObjectSegmentation implements Processor<byte[], byte[], byte[], Object> {

    private final PerceptionSettings settings;
    private final Timer timer;
    // Reused from frame to frame: a cloud is megabytes.
    private final PointCloudCodec codec = new PointCloudCodec();
    private final PointCloud cloud = new PointCloud();
    private final ObjectSegmenter segmenter;
    private ProcessorContext<byte[], Object> context;
    private Rejection rejection;

    public ObjectSegmentation(PerceptionSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.segmenter = new ObjectSegmenter(settings.segmentation(), settings.gate(), settings.maxPointsPerCluster());
        this.timer = meters.timer("perception.segmentation.latency");
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.rejection = Rejection.ofLidar(context,
                new LedgerBook(context.getStateStore(PerceptionNames.LEDGER_STORE)));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            String robot = SensorRecords.robot(record.key());
            PairingInput next = SensorRecords.isEndOfLog(record)
                    ? new PairingInput.EndOfLog(true)
                    : new PairingInput.LidarFrame(timer.record(() -> segment(robot, record)));
            context.forward(record.withValue(next), PerceptionNames.FRAME_PAIRING);
        } catch (BadFrameException e) {
            rejection.reject(record, e);
        }
    }

    private ClusterSet segment(String robot, Record<byte[], byte[]> record) {
        byte[] value = SensorRecords.value(record);
        String content = SensorRecords.text(record.headers(), Topics.HEADER_CONTENT_TYPE);
        try {
            codec.decode(value, Topics.CONTENT_PACKED_POINT_CLOUD.equals(content), cloud);
            settings.stamps().checked(codec.stampNanos(), context.currentSystemTimeMs());
            if (cloud.size() == 0 && codec.skippedPoints() > 0) {
                throw new BadFrameException(DeadReasons.NO_FINITE_POINT,
                        "none of " + codec.skippedPoints() + " points has finite coordinates");
            }
            return segmenter.segment(cloud, robot, codec.frameId(), codec.stampNanos(),
                            SensorRecords.sequence(record.headers())).toBuilder()
                    .setLidarSource(SensorRecords.source(context))
                    .setTraceparent(SensorRecords.text(record.headers(), Topics.HEADER_TRACEPARENT))
                    .build();
        } catch (BadFrameException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadFrameException(DeadReasons.INTERNAL_ERROR, e.toString());
        }
    }
}
