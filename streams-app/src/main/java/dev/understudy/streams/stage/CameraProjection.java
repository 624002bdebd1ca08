package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.perception.camera.ObjectCropper;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.geometry.EgoMotion;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.perception.pairing.PairedImage;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.claim.ClaimKeys;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.claim.ClaimReasons;
import dev.understudy.streams.deadletter.DeadLetterCircuits;
import dev.understudy.streams.deadletter.DeadLetters;
import dev.understudy.streams.frame.CachedFrameSource;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.ledger.LedgerBook;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the images of a paired frame, projects the clusters into each and cuts every cluster's crop out of the one
 * that shows it best. An image that turns out unusable is left out; a frame that has no other goes on alone, with the
 * first image's reason. Where poses are known, the robot's motion between LiDAR and shutter is made good. An image
 * teacher is asked here, where the pixels are.
 */
public final class CameraProjection implements Processor<byte[], PairedFrame, byte[], Object> {

    private static final Logger LOG = LoggerFactory.getLogger(CameraProjection.class);

    private final PerceptionSettings settings;
    private final FrameSource refetch;
    private final ClaimReader claims;
    private final DeadLetterCircuits circuits;
    private final SecondOpinion opinions;
    private final Timer timer;
    private final ImageDecoder decoder = new ImageDecoder();
    private final ObjectCropper cropper;
    private ProcessorContext<byte[], Object> context;
    private FrameSource images;
    private LedgerBook ledgers;
    private PoseBook poses;

    /**
     * Makes the stage of one task.
     *
     * @param refetch where an image's record is fetched that has left the cache; closed with the stage
     * @param claims where an image is fetched whose record is a claim
     * @param teachers gives this stage a teacher that is asked about every image used, if there is one
     */
    public CameraProjection(PerceptionSettings settings, FrameSource refetch, ClaimReader claims,
            TeacherSource teachers, DeadLetterCircuits circuits, MeterRegistry meters) {
        this.settings = settings;
        this.refetch = refetch;
        this.claims = claims;
        this.circuits = circuits;
        this.opinions = new SecondOpinion(teachers, meters);
        this.timer = meters.timer("perception.projection.latency");
        this.cropper = new ObjectCropper(settings.crops());
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.images = new CachedFrameSource(context.getStateStore(PerceptionNames.FRAME_CACHE), refetch);
        this.ledgers = new LedgerBook(context.getStateStore(PerceptionNames.LEDGER_STORE));
        this.poses = new PoseBook(context.getStateStore(PerceptionNames.POSE_STORE),
                settings.poseHorizon().toNanos());
    }

    @Override
    public void process(Record<byte[], PairedFrame> record) {
        PairedFrame frame = record.value();
        ClusterSet set = frame.decision().paired()
                ? timer.record(() -> project(frame, record))
                : frame.decision().set();
        context.forward(record.withValue(set), PerceptionNames.OBJECT_TRACKING);
    }

    /** Each object's best view of all images; the frame goes on alone where none of them can be used. */
    private ClusterSet project(PairedFrame frame, Record<byte[], PairedFrame> record) {
        ClusterSet set = frame.decision().set();
        EgoMotion motion = poses.motion(set.getRobotId(), set.getLidarFrameId(), set.getStampNs(),
                settings.poseMaxAge().toNanos());
        PairingReason firstFailure = null;
        CameraReference firstUsed = null;
        for (PairedImage image : frame.decision().images()) {
            Seen seen = look(frame, set, image, motion, record);
            if (seen.failure() == null) {
                set = seen.set();
                firstUsed = firstUsed == null ? image.reference() : firstUsed;
            } else {
                ledgers.update(frame.robot(), ledger -> FrameLedgers.imageFailed(ledger, image, seen.failure()));
                firstFailure = firstFailure == null ? seen.failure() : firstFailure;
            }
        }
        return firstUsed == null ? alone(frame, firstFailure) : set.toBuilder()
                .setImageStampNs(firstUsed.getStampNs()).setCameraSource(firstUsed.getSource()).build();
    }

    /** What one image adds to the set, or why nothing. */
    private Seen look(PairedFrame frame, ClusterSet set, PairedImage image, EgoMotion motion,
            Record<byte[], PairedFrame> record) {
        CameraReference reference = image.reference();
        if (Calibrations.mountAt(frame.mounts(), reference.getCameraFrameId(), set.getStampNs()).isEmpty()) {
            return new Seen(set, PairingReason.NO_CALIBRATION);
        }
        Optional<byte[]> value = images.fetch(reference);
        if (value.isEmpty()) {
            return new Seen(set, PairingReason.CAMERA_EXPIRED);
        }
        byte[] message;
        try {
            message = reference.getClaimed() ? redeemed(value.get(), frame.robot()) : value.get();
        } catch (BadFrameException e) {
            LOG.debug("an image cannot be had: {}", e.getMessage());
            return new Seen(set, reason(e));
        }
        try {
            RgbImage pixels = decode(message);
            ClusterSet seen = cropper.crop(set, frame.mounts(), reference, pixels, motion);
            return new Seen(opinions.on(seen, reference, pixels), null);
        } catch (BadFrameException e) {
            if (image.firstUse()) {
                Record<byte[], byte[]> original = original(record, reference, value.get());
                context.forward(circuits.letter(original, reference.getSource(), e), DeadLetters.SINK);
            }
            return new Seen(set, PairingReason.CAMERA_UNREADABLE);
        }
    }

    private byte[] redeemed(byte[] value, String robot) {
        return claims.redeem(claims.claim(value, ClaimKeys.CAMERA, robot));
    }

    /** Claims that are malformed or too large were refused as they came; a restart may have changed the limit. */
    private static PairingReason reason(BadFrameException why) {
        return switch (why.reason()) {
            case ClaimReasons.GONE -> PairingReason.CLAIM_GONE;
            case ClaimReasons.UNREACHABLE, ClaimReasons.WITHOUT_STORE -> PairingReason.CLAIM_UNREACHABLE;
            default -> PairingReason.CLAIM_MISMATCH;
        };
    }

    /** The image's own record, which says what its value is. */
    private static Record<byte[], byte[]> original(Record<byte[], PairedFrame> record, CameraReference reference,
            byte[] value) {
        Headers headers = new RecordHeaders();
        if (reference.getClaimed()) {
            headers.add(Topics.HEADER_CONTENT_TYPE, Topics.CONTENT_FRAME_CLAIM.getBytes(StandardCharsets.UTF_8));
        }
        return new Record<>(record.key(), value, record.timestamp(), headers);
    }

    private RgbImage decode(byte[] value) {
        return decoder.decode(SensorRecords.parse(CompressedImage.parser(), value).getData().toByteArray());
    }

    private ClusterSet alone(PairedFrame frame, PairingReason reason) {
        ledgers.update(frame.robot(), ledger -> FrameLedgers.wentAlone(ledger, reason));
        return frame.decision().set().toBuilder().setPairing(reason).setImageStampNs(0)
                .setCameraSource(SourceRecord.getDefaultInstance()).build();
    }

    @Override
    public void close() {
        refetch.close();
        opinions.close();
    }

    private record Seen(ClusterSet set, PairingReason failure) {
    }
}
