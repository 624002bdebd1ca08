package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.FrameClaim;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.claim.ClaimKeys;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.deadletter.DeadReasons;
import dev.understudy.streams.frame.Digests;
import dev.understudy.streams.frame.FrameCache;
import dev.understudy.streams.ledger.LedgerBook;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** From a raw camera record to a reference to it; the pixels go into the task's bounded memory, not into a store. */
public final class CameraReferences implements Processor<byte[], byte[], byte[], Object> {

    private final PerceptionSettings settings;
    private final ClaimReader claims;
    private final DeadLetterCircuits circuits;
    private ProcessorContext<byte[], Object> context;
    private FrameCache cache;
    private Rejection rejection;

    public CameraReferences(PerceptionSettings settings, ClaimReader claims, DeadLetterCircuits circuits) {
        this.settings = settings;
        this.claims = claims;
        this.circuits = circuits;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.cache = context.getStateStore(PerceptionNames.FRAME_CACHE);
        this.rejection = Rejection.ofCamera(context,
                new LedgerBook(context.getStateStore(PerceptionNames.LEDGER_STORE)), circuits);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            String robot = SensorRecords.robot(record.key());
            PairingInput next = SensorRecords.isEndOfLog(record)
                    ? new PairingInput.EndOfLog(false)
                    : new PairingInput.Image(reference(robot, record));
            rejection.accepted();
            context.forward(record.withValue(next), PerceptionNames.FRAME_PAIRING);
        } catch (BadFrameException e) {
            rejection.reject(record, e);
        }
    }

    private CameraReference reference(String robot, Record<byte[], byte[]> record) {
        byte[] value = SensorRecords.value(record);
        String content = SensorRecords.text(record.headers(), Topics.HEADER_CONTENT_TYPE);
        CameraReference.Builder reference =
                Topics.CONTENT_FRAME_CLAIM.equals(content) ? claimed(robot, value) : image(value);
        long stamp = settings.stamps().checked(reference.getStampNs(), context.currentSystemTimeMs());
        SourceRecord source = SensorRecords.source(context);
        cache.put(source, value);
        return reference.setStampNs(stamp)
                .setSource(source)
                .setCrc32C(Digests.crc32c(value))
                .setSequence(SensorRecords.sequence(record.headers()))
                .build();
    }

    private static CameraReference.Builder image(byte[] value) {
        CompressedImage image = SensorRecords.parse(CompressedImage.parser(), value);
        if (image.getData().isEmpty()) {
            throw new BadFrameException(DeadReasons.EMPTY_IMAGE, "the image message has no data");
        }
        return CameraReference.newBuilder().setCameraFrameId(image.getFrameId()).setStampNs(stampNanos(image));
    }

    /** The image stays in its store until a pair needs it. */
    private CameraReference.Builder claimed(String robot, byte[] value) {
        FrameClaim claim = claims.claim(value, ClaimKeys.CAMERA, robot);
        return CameraReference.newBuilder().setCameraFrameId(claim.getFrameId()).setStampNs(claim.getStampNs())
                .setClaimed(true);
    }

    private static long stampNanos(CompressedImage image) {
        try {
            return Stamps.toNanos(image.getTimestamp());
        } catch (ArithmeticException e) {
            throw new BadFrameException(DeadReasons.MALFORMED_MESSAGE, "timestamp: " + e.getMessage());
        }
    }
}
