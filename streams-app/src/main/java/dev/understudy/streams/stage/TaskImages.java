package dev.understudy.streams.stage;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.line.Images;
import dev.understudy.perception.line.SensorMessages;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.streams.claim.ClaimKeys;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.claim.ClaimReasons;
import dev.understudy.streams.frame.CameraRecord;
import dev.understudy.streams.frame.CameraRecords;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The images of one task's camera records, and those that lie in the store that a record claims. */
final class TaskImages implements Images {

    private static final Logger LOG = LoggerFactory.getLogger(TaskImages.class);

    private final CameraRecords records;
    private final ClaimReader claims;
    private byte[] lastValue;

    TaskImages(CameraRecords records, ClaimReader claims) {
        this.records = records;
        this.claims = claims;
    }

    @Override
    public Fetched fetch(String robot, CameraReference reference) {
        Optional<CameraRecord> found = records.fetch(reference);
        if (found.isEmpty()) {
            return Fetched.missing(PairingReason.CAMERA_EXPIRED);
        }
        CameraRecord record = found.get();
        lastValue = record.value();
        if (reference.getClaimed()) {
            return redeemed(record, robot);
        }
        return record.image() == null ? parsed(record.value()) : Fetched.of(record.image().data());
    }

    /** Value of the last record that was found, for its dead letter. */
    byte[] lastValue() {
        return lastValue;
    }

    private Fetched redeemed(CameraRecord record, String robot) {
        byte[] message;
        try {
            message = claims.redeem(claims.claim(record.value(), ClaimKeys.CAMERA, robot));
        } catch (BadFrameException e) {
            LOG.debug("an image cannot be had: {}", e.getMessage());
            return Fetched.missing(reason(e));
        }
        return parsed(message);
    }

    private static Fetched parsed(byte[] message) {
        return Fetched.of(SensorMessages.parse(CompressedImage.parser(), message).getData());
    }

    /** Claims that are malformed or too large were refused as they came; a restart may have changed the limit. */
    private static PairingReason reason(BadFrameException why) {
        return switch (why.reason()) {
            case ClaimReasons.GONE -> PairingReason.CLAIM_GONE;
            case ClaimReasons.UNREACHABLE, ClaimReasons.WITHOUT_STORE -> PairingReason.CLAIM_UNREACHABLE;
            default -> PairingReason.CLAIM_MISMATCH;
        };
    }
}
