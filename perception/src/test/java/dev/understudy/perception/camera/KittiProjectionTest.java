package dev.understudy.perception.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.geometry.EgoMotion;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.perception.objects.ClusterPoints;
import dev.understudy.perception.objects.FrameHeader;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projected clusters against the labelled 2D boxes of real frames. */
@Tag("real-data")
class KittiProjectionTest {

    /** Cars farther than this are not looked at, as in the recall rule; metres. */
    private static final double MAX_RANGE = 40;
    /** Labelled cars for which a cluster must exist: all in range but those of fewer than 20 points. */
    private static final int MIN_CARS = 25;
    /** From this IoU on KITTI's benchmark counts a car as found. */
    private static final double FOUND = 0.7;

    private KittiFrames kitti;

    @BeforeEach
    void open() throws IOException {
        kitti = KittiFrames.open();
    }

    @Test
    void shouldPutBoxesOnLabelledCars() throws IOException {
        List<Double> ious = carIous(kitti.mount());
        System.out.printf(Locale.ROOT,
                "KITTI raw 0013: %d cars, median 2D IoU %.3f, %.0f %% at 0.7 or more%n", ious.size(),
                median(ious), 100 * found(ious));
        assertThat(ious).hasSizeGreaterThanOrEqualTo(MIN_CARS);
        assertThat(median(ious)).isGreaterThan(0.85);
        assertThat(found(ious)).isGreaterThan(0.9);
    }

    /** The labelled car nearest to the camera is 200 to 340 pixels wide and 5 degrees are 63: it keeps some overlap. */
    @ParameterizedTest(name = "by {0} degrees")
    @ValueSource(doubles = {-5, 5})
    void shouldMissThemWhenTheCalibrationIsTurned(double degrees) throws IOException {
        CameraMount mount = kitti.mount();
        RigidTransform turned = mount.cameraFromLidar().after(RigidTransform.ofYaw(0, 0, 0, Math.toRadians(degrees)));
        List<Double> ious = carIous(new CameraMount(mount.cameraFrameId(), mount.lidarFrameId(), 0, 0,
                mount.intrinsics(), turned));
        System.out.printf(Locale.ROOT,
                "KITTI raw 0013, turned by %.0f degrees: median 2D IoU %.3f, %.0f %% at 0.7 or more%n",
                degrees, median(ious), 100 * found(ious));
        assertThat(median(ious)).isLessThan(0.68);
        assertThat(found(ious)).isLessThan(0.5);
    }

    /** IoU of each labelled car's image box with that of the cluster that holds most of its points. */
    private List<Double> carIous(CameraMount mount) throws IOException {
        ObjectSegmenter segmenter = ObjectSegmenter.defaults();
        ObjectCropper cropper = new ObjectCropper(CropConfig.defaults());
        ImageDecoder decoder = new ImageDecoder();
        List<Double> ious = new ArrayList<>();
        for (int frame = 0; frame < kitti.frames(); frame++) {
            ClusterSet set = segmenter.segment(new FrameHeader("kitti", "velodyne", frame, frame),
                    kitti.cloud(frame));
            RgbImage image = decoder.decode(kitti.image(frame));
            ClusterSet cropped = cropper.crop(set, List.of(mount), CameraReference.newBuilder()
                    .setCameraFrameId(KittiFrames.CAMERA).setStampNs(set.getStampNs()).build(), image, EgoMotion.NONE);
            for (KittiFrames.Car car : kitti.cars(frame)) {
                Cluster cluster = holding(cropped, car);
                if (cluster != null && Math.hypot(car.box().x(), car.box().y()) <= MAX_RANGE) {
                    ious.add(cluster.hasCrop() ? iou(cluster.getCrop(), car.imageBox()) : 0);
                }
            }
        }
        return ious;
    }

    private static Cluster holding(ClusterSet set, KittiFrames.Car car) {
        Cluster best = null;
        double most = 0;
        for (Cluster cluster : set.getClustersList()) {
            float[] xyzi = ClusterPoints.decode(cluster);
            int inside = 0;
            for (int i = 0; i < xyzi.length; i += 4) {
                inside += car.box().contains(xyzi[i], xyzi[i + 1], xyzi[i + 2], 0.1) ? 1 : 0;
            }
            double points = (double) inside / (xyzi.length / 4) * cluster.getPointCount();
            if (points > most) {
                most = points;
                best = cluster;
            }
        }
        return best;
    }

    private static double iou(ImageCrop crop, float[] box) {
        double width = Math.min(crop.getRight(), box[2]) - Math.max(crop.getLeft(), box[0]);
        double height = Math.min(crop.getBottom(), box[3]) - Math.max(crop.getTop(), box[1]);
        double both = Math.max(0, width) * Math.max(0, height);
        double one = (crop.getRight() - crop.getLeft()) * (crop.getBottom() - crop.getTop());
        return both / (one + (box[2] - box[0]) * (box[3] - box[1]) - both);
    }

    private static double found(List<Double> ious) {
        return (double) ious.stream().filter(iou -> iou >= FOUND).count() / ious.size();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
