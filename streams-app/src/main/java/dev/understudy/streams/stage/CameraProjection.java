package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.perception.camera.ObjectCropper;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.perception.pairing.PairedImage;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.PerceptionSettings;
import dev.understudy.streams.deadletter.DeadLetters;
import dev.understudy.streams.frame.CachedFrameSource;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.ledger.LedgerBook;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Fetches the image of a paired frame, projects the clusters into it and cuts their crops. A frame whose image turns
 * out unusable goes on alone, with the reason.
 */
public final class CameraProjection implements Processor<byte[], PairedFrame, byte[], Object> {

    private final PerceptionSettings settings;
    private final FrameSource refetch;
    private final Timer timer;
    private final ImageDecoder decoder = new ImageDecoder();
    private final ObjectCropper cropper;
    private ProcessorContext<byte[], Object> context;
    private FrameSource images;
    private LedgerBook ledgers;

    /**
     * Makes the stage of one task.
     *
     * @param refetch where an image is fetched that has left the cache; closed with the stage
     */
    public CameraProjection(PerceptionSettings settings, FrameSource refetch, MeterRegistry meters) {
        this.settings = settings;
        this.refetch = refetch;
        this.timer = meters.timer("perception.projection.latency");
        this.cropper = new ObjectCropper(settings.crops());
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.images = new CachedFrameSource(context.getStateStore(PerceptionNames.FRAME_CACHE), refetch);
        this.ledgers = new LedgerBook(context.getStateStore(PerceptionNames.LEDGER_STORE));
    }

    @Override
    public void process(Record<byte[], PairedFrame> record) {
        PairedFrame frame = record.value();
        ClusterSet set = frame.decision().paired()
                ? timer.record(() -> project(frame, frame.decision().images().get(0), record))
                : frame.decision().set();
        context.forward(record.withValue(set), PerceptionNames.OBJECT_TRACKING);
    }

    private ClusterSet project(PairedFrame frame, PairedImage chosen, Record<byte[], PairedFrame> record) {
        ClusterSet set = frame.decision().set();
        CameraReference reference = chosen.reference();
        String camera = reference.getCameraFrameId();
        if (Calibrations.mountAt(frame.mounts(), camera, set.getStampNs()).isEmpty()) {
            return alone(frame, PairingReason.NO_CALIBRATION);
        }
        Optional<byte[]> value = images.fetch(reference);
        if (value.isEmpty()) {
            return alone(frame, PairingReason.CAMERA_EXPIRED);
        }
        try {
            return cropper.crop(set, frame.mounts(), camera, decode(value.get()));
        } catch (BadFrameException e) {
            if (chosen.firstUse()) {
                Record<byte[], byte[]> original = new Record<>(record.key(), value.get(), record.timestamp());
                context.forward(DeadLetters.of(original, reference.getSource(), e), DeadLetters.SINK);
            }
            return alone(frame, PairingReason.CAMERA_UNREADABLE);
        }
    }

    private RgbImage decode(byte[] value) {
        return decoder.decode(SensorRecords.parse(CompressedImage.parser(), value).getData().toByteArray());
    }

    private ClusterSet alone(PairedFrame frame, PairingReason reason) {
        ledgers.update(frame.robot(), ledger -> FrameLedgers.imageFailed(ledger, frame.decision(), reason));
        return frame.decision().set().toBuilder().setPairing(reason).setImageStampNs(0)
                .setCameraSource(SourceRecord.getDefaultInstance()).build();
    }

    @Override
    public void close() {
        refetch.close();
    }
}
