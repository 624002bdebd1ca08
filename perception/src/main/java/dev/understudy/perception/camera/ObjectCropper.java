package dev.understudy.perception.camera;

import com.google.protobuf.ByteString;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.PairingReason;
import java.util.List;
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

    private final CropConfig config;
    private final ImageBoxes boxes = new ImageBoxes();
    private final CropResampler resampler;
    private Projection projection;

    public ObjectCropper(CropConfig config) {
        this.config = config;
        resampler = new CropResampler(config.cropSize());
    }

    /**
     * The set with an {@link ImageCrop} in every cluster that is visible; others keep what they have. Called for several
     * cameras one after the other, it keeps each cluster's best view: the one with most unhidden image of it, which
     * the crop's box and fractions record. The mount is the camera's
     * entry valid at the set's stamp; without one the set comes back without crops and with pairing reason
     * {@code NO_CALIBRATION}.
     *
     * @throws BadFrameException reason {@value #SIZE_MISMATCH}
     */
    public ClusterSet crop(ClusterSet set, List<CameraMount> mounts, String cameraFrameId, RgbImage image) {
        Optional<CameraMount> mount = Calibrations.mountAt(mounts, cameraFrameId, set.getStampNs());
        if (mount.isEmpty()) {
            return set.toBuilder().setPairing(PairingReason.NO_CALIBRATION).setImageStampNs(0)
                    .clearCameraSource().build();
        }
        CameraMount.Intrinsics in = mount.get().intrinsics();
        if (in.width() != image.width() || in.height() != image.height()) {
            throw new BadFrameException(SIZE_MISMATCH, "camera '" + cameraFrameId + "' is calibrated for " + in.width()
                    + "x" + in.height() + " pixels, the image has " + image.width() + "x" + image.height());
        }
        if (projection == null || !projection.mount().equals(mount.get())) {
            projection = new Projection(mount.get());
        }
        boxes.project(set, projection);
        ClusterSet.Builder out = set.toBuilder();
        for (int i = 0; i < set.getClustersCount(); i++) {
            if (isVisible(i)) {
                Cluster.Builder cluster = out.getClustersBuilder(i);
                if (!cluster.hasCrop() || quality(i) > quality(cluster.getCrop())) {
                    cluster.setCrop(cut(i, cameraFrameId, image));
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
                .setRight(picture.width() - 1).setBottom(picture.height() - 1).setVisibleFraction(1).build();
    }

    /** Pixels along the longer side of a view that are neither cut off by the image's edge nor hidden. */
    private static double quality(double side, double visible, double occluded) {
        return side * visible * (1 - occluded);
    }

    private double quality(int i) {
        return quality(longerSide(i), boxes.visibleFraction(i), boxes.occludedFraction(i));
    }

    private static double quality(ImageCrop crop) {
        return quality(Math.max(crop.getRight() - crop.getLeft(), crop.getBottom() - crop.getTop()),
                crop.getVisibleFraction(), crop.getOccludedFraction());
    }

    private boolean isVisible(int i) {
        return boxes.visibleFraction(i) > 0 && boxes.visibleFraction(i) >= config.minVisibleFraction()
                && longerSide(i) >= config.minSide();
    }

    private double longerSide(int i) {
        return Math.max(boxes.right(i) - boxes.left(i), boxes.bottom(i) - boxes.top(i));
    }

    private ImageCrop cut(int i, String cameraFrameId, RgbImage image) {
        double side = longerSide(i) * (1 + 2 * config.margin());
        double left = inside((boxes.left(i) + boxes.right(i) - side) / 2, side, image.width());
        double top = inside((boxes.top(i) + boxes.bottom(i) - side) / 2, side, image.height());
        byte[] rgb = resampler.resample(image, left, top, side);
        return ImageCrop.newBuilder().setCameraFrameId(cameraFrameId)
                .setWidth(config.cropSize()).setHeight(config.cropSize()).setRgb(ByteString.copyFrom(rgb))
                .setLeft((float) boxes.left(i)).setTop((float) boxes.top(i))
                .setRight((float) boxes.right(i)).setBottom((float) boxes.bottom(i))
                .setVisibleFraction((float) boxes.visibleFraction(i))
                .setOccludedFraction((float) boxes.occludedFraction(i))
                .build();
    }

    /** Start of a span moved inside [-0.5, length - 0.5] where it fits, else centred on it. */
    private static double inside(double start, double span, int length) {
        return span >= length ? (length - 1 - span) / 2 : Math.max(-0.5, Math.min(start, length - 0.5 - span));
    }
}
