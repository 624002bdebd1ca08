package dev.understudy.perception.line;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.perception.camera.ObjectCropper;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.perception.geometry.EgoMotion;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.perception.pairing.PairedImage;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.proto.v1.SourceRecord;

/**
 * Fetches the images of a paired frame, projects the clusters into each and cuts every cluster's crop out of the one
 * that shows it best. An image that turns out unusable is left out; a frame that has no other goes on alone, with the
 * first image's reason. Where poses are known, the robot's motion between LiDAR and shutter is made good.
 *
 * <p>Keeps buffers between calls; not thread-safe.
 */
public final class CropStep {

    private final ImageDecoder decoder = new ImageDecoder();
    private final ObjectCropper cropper;
    private final PoseBook poses;
    private final LedgerBook ledgers;
    private final Images images;
    private final ImageUse use;

    /** @param use is shown every image that is used, and told of every unreadable one */
    public CropStep(FrameLineConfig config, PoseBook poses, LedgerBook ledgers, Images images, ImageUse use) {
        this.cropper = new ObjectCropper(config.crops());
        this.poses = poses;
        this.ledgers = ledgers;
        this.images = images;
        this.use = use;
    }

    /** The frame's objects with each one's best view of all images; as they are where pairing found no image. */
    public ClusterSet crop(PairedFrame frame) {
        ClusterSet set = frame.decision().set();
        if (!frame.decision().paired()) {
            return set;
        }
        EgoMotion motion = poses.motion(set.getRobotId(), set.getLidarFrameId(), set.getStampNs());
        PairingReason firstFailure = null;
        CameraReference firstUsed = null;
        for (PairedImage image : frame.decision().images()) {
            Seen seen = look(frame, set, image, motion);
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
    private Seen look(PairedFrame frame, ClusterSet set, PairedImage image, EgoMotion motion) {
        CameraReference reference = image.reference();
        if (Calibrations.mountAt(frame.mounts(), reference.getCameraFrameId(), set.getStampNs()).isEmpty()) {
            return new Seen(set, PairingReason.NO_CALIBRATION);
        }
        try {
            Images.Fetched fetched = images.fetch(frame.robot(), reference);
            if (fetched.missing() != null) {
                return new Seen(set, fetched.missing());
            }
            RgbImage pixels = decoder.decode(fetched.data());
            ClusterSet cropped = cropper.crop(set, frame.mounts(), reference, pixels, motion);
            return new Seen(use.used(cropped, reference, pixels), null);
        } catch (BadFrameException e) {
            use.unreadable(image, e);
            return new Seen(set, PairingReason.CAMERA_UNREADABLE);
        }
    }

    private ClusterSet alone(PairedFrame frame, PairingReason reason) {
        ledgers.update(frame.robot(), ledger -> FrameLedgers.wentAlone(ledger, reason));
        return frame.decision().set().toBuilder().setPairing(reason).setImageStampNs(0)
                .setCameraSource(SourceRecord.getDefaultInstance()).build();
    }

    private record Seen(ClusterSet set, PairingReason failure) {
    }
}
