package dev.understudy.perception.camera;

import com.google.protobuf.ByteString;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.geometry.EgoMotion;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.PairingReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts every cluster's view out of the paired image and resamples it to a small square, once, so that nobody downstream
 * decodes the image again.
 *
 * <p>The crop keeps the object's aspect ratio: the region is the square around the image box (see {@link ImageBoxes}),
 * grown by the margin. A classifier then sees true proportions, which tell a pole from a van, and context instead of
 * black bars. A square that leaves the image is shifted back inside; where it is larger than the image, the border's
 * pixels repeat.
 *
 * <p>Keeps buffers between calls; not thread-safe.
 */
public final class ObjectCropper {

    /** Reason of the {@link BadFrameException} when an image has not the size its calibration states. */
    public static final String SIZE_MISMATCH = "image-size-mismatch";

    private static final int MAX_PROJECTIONS = 64;

    private final CropConfig config;
    private final ImageBoxes boxes = new ImageBoxes();
    private final CropResampler resampler;
    // The cameras' of the last while: making one searches the lens model's fold.
    private final Map<CameraMount, Projection> projections = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CameraMount, Projection> eldest) {
            return size() > MAX_PROJECTIONS;
        }
    };

    public ObjectCropper(CropConfig config) {
        this.config = config;
        resampler = new CropResampler(config.cropSize());
    }

    /**
     * The set with an {@link ImageCrop} in every cluster that is visible; others keep what they have. Called for
     * several cameras one after the other, it keeps each cluster's best view: the one of greatest {@code quality},
     * which the crop states. The mount is the camera's entry valid at the set's stamp; without one the set comes back
     * without crops and with pairing reason {@code NO_CALIBRATION}.
     *
     * @param reference the image's camera, stamp, shutter offset and source
     * @param motion how the LiDAR moved at the set's stamp: what the pair's delay departs from the shutter offset is
     *     made good by it
     * @throws BadFrameException reason {@value #SIZE_MISMATCH}
     */
    public ClusterSet crop(ClusterSet set, List<CameraMount> mounts, CameraReference reference, RgbImage image,
            EgoMotion motion) {
        String camera = reference.getCameraFrameId();
        Optional<CameraMount> mount = Calibrations.mountAt(mounts, camera, set.getStampNs());
        if (mount.isEmpty()) {
            return set.toBuilder().setPairing(PairingReason.NO_CALIBRATION).setImageStampNs(0)
                    .clearCameraSource().build();
        }
        CameraMount.Intrinsics in = mount.get().intrinsics();
        if (in.width() != image.width() || in.height() != image.height()) {
            throw new BadFrameException(SIZE_MISMATCH, "camera '" + camera + "' is calibrated for " + in.width()
                    + "x" + in.height() + " pixels, the image has " + image.width() + "x" + image.height());
        }
        Projection projection = projections.computeIfAbsent(mount.get(), Projection::new);
        projection.setMotion(motion.laterFromNow(
                reference.getStampNs() - reference.getShutterOffsetNs() - set.getStampNs()));
        boxes.project(set, projection);
        ClusterSet.Builder out = set.toBuilder();
        for (int i = 0; i < set.getClustersCount(); i++) {
            if (isVisible(i)) {
                double quality = quality(i);
                Cluster.Builder cluster = out.getClustersBuilder(i);
                if (!cluster.hasCrop() || (float) quality > cluster.getCrop().getQuality()) {
                    // What was said of the view before is not said of this one.
                    cluster.clearImageOpinion().setCrop(cut(i, image).setCameraFrameId(camera)
                            .setImageStampNs(reference.getStampNs()).setSource(reference.getSource())
                            .setQuality((float) quality));
                }
            }
        }
        return out.build();
    }

    /** The crop of an object whose picture was cut out already: all of it, to the configured size. */
    public ImageCrop whole(RgbImage picture, String cameraFrameId) {
        double side = Math.max(picture.width(), picture.height());
        byte[] rgb = resampler.resample(picture, (picture.width() - 1 - side) / 2, (picture.height() - 1 - side) / 2,
                side);
        return ImageCrop.newBuilder().setCameraFrameId(cameraFrameId)
                .setWidth(config.cropSize()).setHeight(config.cropSize()).setRgb(ByteString.copyFrom(rgb))
                .setRight(picture.width() - 1).setBottom(picture.height() - 1).setVisibleFraction(1)
                .setQuality((float) side).build();
    }

    /** Pixels along the longer side of a view that are neither cut off by the image's edge nor hidden. */
    private double quality(int i) {
        return longerSide(i) * boxes.visibleFraction(i) * (1 - boxes.occludedFraction(i));
    }

    private boolean isVisible(int i) {
        return boxes.visibleFraction(i) > 0 && boxes.visibleFraction(i) >= config.minVisibleFraction()
                && longerSide(i) >= config.minSide();
    }

    private double longerSide(int i) {
        return Math.max(boxes.right(i) - boxes.left(i), boxes.bottom(i) - boxes.top(i));
    }

    private ImageCrop.Builder cut(int i, RgbImage image) {
        double side = longerSide(i) * (1 + 2 * config.margin());
        double left = inside((boxes.left(i) + boxes.right(i) - side) / 2, side, image.width());
        double top = inside((boxes.top(i) + boxes.bottom(i) - side) / 2, side, image.height());
        byte[] rgb = resampler.resample(image, left, top, side);
        return ImageCrop.newBuilder()
                .setWidth(config.cropSize()).setHeight(config.cropSize()).setRgb(ByteString.copyFrom(rgb))
                .setLeft((float) boxes.left(i)).setTop((float) boxes.top(i))
                .setRight((float) boxes.right(i)).setBottom((float) boxes.bottom(i))
                .setVisibleFraction((float) boxes.visibleFraction(i))
                .setOccludedFraction((float) boxes.occludedFraction(i));
    }

    /** Start of a span moved inside [-0.5, length - 0.5] where it fits, else centred on it. */
    private static double inside(double start, double span, int length) {
        return span >= length ? (length - 1 - span) / 2 : Math.max(-0.5, Math.min(start, length - 0.5 - span));
    }
}
