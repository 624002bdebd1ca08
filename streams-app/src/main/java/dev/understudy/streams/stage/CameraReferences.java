package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.line.CameraImage;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.FrameClaim;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.claim.ClaimKeys;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.frame.CameraRecord;
import dev.understudy.streams.frame.Digests;
import dev.understudy.streams.frame.FrameCache;
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
        this.rejection = Rejection.ofCamera(context, new TaskBooks(context).ledgers(), circuits);
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
        return Topics.CONTENT_FRAME_CLAIM.equals(content) ? claimed(robot, record, value) : image(record, value);
    }

    /** The image as it was read waits beside its record. */
    private CameraReference image(Record<byte[], byte[]> record, byte[] value) {
        CameraImage image = CameraImage.parse(value);
        return keep(record, new CameraRecord(value, image), CameraReference.newBuilder()
                .setCameraFrameId(image.cameraFrameId()).setStampNs(image.stampNanos()));
    }

    /** The image stays in its store until a pair needs it. */
    private CameraReference claimed(String robot, Record<byte[], byte[]> record, byte[] value) {
        FrameClaim claim = claims.claim(value, ClaimKeys.CAMERA, robot);
        return keep(record, new CameraRecord(value), CameraReference.newBuilder()
                .setCameraFrameId(claim.getFrameId()).setStampNs(claim.getStampNs()).setClaimed(true));
    }

    private CameraReference keep(Record<byte[], byte[]> record, CameraRecord held, CameraReference.Builder reference) {
        settings.line().stamps().checked(reference.getStampNs(), context.currentSystemTimeMs());
        SourceRecord source = SensorRecords.source(context);
        cache.put(source, held);
        return reference.setSource(source)
                .setCrc32C(Digests.crc32c(held.value()))
                .setSequence(SensorRecords.sequence(record.headers()))
                .build();
    }
}
