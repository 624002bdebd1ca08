package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.perception.line.LedgerBook;
import dev.understudy.perception.line.SegmentationStep;
import dev.understudy.perception.objects.FrameHeader;
import dev.understudy.perception.pairing.DroppedFrame;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameClaim;
import dev.understudy.streams.claim.ClaimKeys;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.deadletter.DeadReasons;
import dev.understudy.streams.metrics.StreamMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * From a raw LiDAR record to the objects in it: decodes the cloud for the {@link SegmentationStep}. A frame that has
 * waited too long is dropped unread, with reason {@link DroppedFrame#OVERLOAD}.
 */
public final class ObjectSegmentation implements Processor<byte[], byte[], byte[], Object> {

    private final ClaimReader claims;
    private final DeadLetterCircuits circuits;
    private final OverloadGuard overload;
    private final Timer timer;
    // Reused from frame to frame: a cloud is megabytes.
    private final PointCloudCodec codec = new PointCloudCodec();
    private final PointCloud cloud = new PointCloud();
    private final SegmentationStep segmentation;
    private ProcessorContext<byte[], Object> context;
    private LedgerBook ledgers;
    private Rejection rejection;

    public ObjectSegmentation(PerceptionSettings settings, ClaimReader claims, DeadLetterCircuits circuits,
            MeterRegistry meters) {
        this.claims = claims;
        this.circuits = circuits;
        this.overload = new OverloadGuard(settings.maxFrameAge(), meters);
        this.segmentation = new SegmentationStep(settings.line());
        this.timer = meters.timer(StreamMeters.SEGMENTATION_LATENCY);
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.ledgers = new TaskBooks(context).ledgers();
        this.rejection = Rejection.ofLidar(context, ledgers, circuits);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long arrivedMillis = ArrivalTime.take(record.headers());
        try {
            String robot = SensorRecords.robot(record.key());
            boolean endOfLog = SensorRecords.isEndOfLog(record);
            if (!endOfLog && overload.givesUp(robot, arrivedMillis, context.currentSystemTimeMs())) {
                ledgers.update(robot, ledger -> FrameLedgers.lidarDropped(ledger, DroppedFrame.OVERLOAD));
                return;
            }
            PairingInput next = endOfLog
                    ? new PairingInput.EndOfLog(true) : new PairingInput.LidarFrame(frame(robot, record));
            rejection.accepted();
            context.forward(record.withValue(next), PerceptionNames.FRAME_PAIRING);
        } catch (BadFrameException e) {
            rejection.reject(record, e);
        }
    }

    /** Segments the record's cloud, which may lie in the store. */
    private ClusterSet frame(String robot, Record<byte[], byte[]> record) {
        byte[] value = SensorRecords.value(record);
        String content = SensorRecords.text(record.headers(), Topics.HEADER_CONTENT_TYPE);
        if (!Topics.CONTENT_FRAME_CLAIM.equals(content)) {
            return timer.record(() -> segment(robot, record, value, content));
        }
        FrameClaim claim = claims.claim(value, ClaimKeys.LIDAR, robot);
        byte[] fetched = claims.redeem(claim);
        return timer.record(() -> segment(robot, record, fetched, claim.getContentType()));
    }

    private ClusterSet segment(String robot, Record<byte[], byte[]> record, byte[] value, String content) {
        try {
            codec.decode(value, Topics.CONTENT_PACKED_POINT_CLOUD.equals(content), cloud);
            FrameHeader header = new FrameHeader(robot, codec.frameId(), codec.stampNanos(),
                    SensorRecords.sequence(record.headers()), SensorRecords.source(context),
                    SensorRecords.text(record.headers(), Topics.HEADER_TRACEPARENT));
            return segmentation.segment(header, cloud, context.currentSystemTimeMs());
        } catch (BadFrameException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadFrameException(DeadReasons.INTERNAL_ERROR, e.toString());
        }
    }
}
