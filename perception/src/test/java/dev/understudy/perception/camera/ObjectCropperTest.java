package dev.understudy.perception.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.geometry.EgoMotion;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.v1.CameraReference;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.proto.v1.QuantisedPoints;
import dev.understudy.proto.v1.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectCropperTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final CameraMount MOUNT = new CameraMount("front", "lidar", 100, 0,
            new CameraMount.Intrinsics(WIDTH, HEIGHT, 500, 500, 320, 240, "", new double[0]),
            new RigidTransform(new double[] {0, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0}));

    private final ObjectCropper cropper = new ObjectCropper(CropConfig.defaults());

    /** A wall of 11 x 11 points that faces the camera, centred at (x, y, 0), floating. */
    private static Cluster wall(double x, double y, double width, double height) {
        ByteBuffer xyz = ByteBuffer.allocate(121 * 6).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 121; i++) {
            xyz.putShort((short) 0).putShort((short) Math.round(1000 * width * (i % 11 - 5) / 10))
                    .putShort((short) Math.round(1000 * height * (i / 11 - 5) / 10));
        }
        return Cluster.newBuilder().setRange((float) Math.hypot(x, y)).setHeightAboveGround(1).setPointCount(121)
                .setBox(OrientedBox.newBuilder().setX(x).setY(y).setLength(0.1).setWidth(width).setHeight(height))
                .setPoints(QuantisedPoints.newBuilder().setCount(121).setScale(0.001f)
                        .setXyz(ByteString.copyFrom(xyz.array())).setIntensity(ByteString.copyFrom(new byte[121])))
                .build();
    }

    private ClusterSet crop(RgbImage image, Cluster... clusters) {
        ClusterSet set = ClusterSet.newBuilder().setStampNs(200).addAllClusters(List.of(clusters)).build();
        return cropper.crop(set, List.of(MOUNT), reference("front", 200), image, EgoMotion.NONE);
    }

    private ClusterSet look(String camera, ClusterSet set, List<CameraMount> mounts, RgbImage image) {
        return cropper.crop(set, mounts, reference(camera, 200), image, EgoMotion.NONE);
    }

    private static CameraReference reference(String camera, long stampNanos) {
        return CameraReference.newBuilder().setCameraFrameId(camera).setStampNs(stampNanos)
                .setSource(SourceRecord.newBuilder().setTopic("images").setOffset(camera.hashCode())).build();
    }

    /** Red inside [left, right) x [top, bottom), blue elsewhere. */
    private static RgbImage redOnBlue(int left, int top, int right, int bottom) {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            boolean red = i % WIDTH >= left && i % WIDTH < right && i / WIDTH >= top && i / WIDTH < bottom;
            rgb[3 * i + (red ? 0 : 2)] = (byte) 200;
        }
        return new RgbImage(WIDTH, HEIGHT, rgb);
    }

    private static int channel(ImageCrop crop, int x, int y, int c) {
        return crop.getRgb().byteAt(3 * (y * crop.getWidth() + x) + c) & 0xFF;
    }

    @Test
    void shouldBoundTheProjectedPoints() {
        ImageCrop crop = crop(redOnBlue(0, 0, 0, 0), wall(10, 0, 2, 1)).getClusters(0).getCrop();
        // 2 m at 10 m are 100 pixels; each point stands for 5 cm sideways and 8 cm upwards.
        assertThat(crop.getLeft()).isCloseTo(270 - 2.5f, within(0.01f));
        assertThat(crop.getRight()).isCloseTo(370 + 2.5f, within(0.01f));
        assertThat(crop.getTop()).isCloseTo(215 - 4f, within(0.01f));
        assertThat(crop.getBottom()).isCloseTo(265, within(0.01f));
        assertThat(crop.getVisibleFraction()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheBestOfSeveralCamerasViewsInAnyOrder() {
        CameraMount tele = new CameraMount("tele", "lidar", 100, 0,
                new CameraMount.Intrinsics(WIDTH, HEIGHT, 1000, 1000, 320, 240, "", new double[0]),
                MOUNT.cameraFromLidar());
        RgbImage image = redOnBlue(0, 0, 0, 0);
        // The longer lens sees more of what is ahead, and nothing of what is far aside.
        ClusterSet set = ClusterSet.newBuilder().setStampNs(200).addClusters(wall(10, 0, 2, 1))
                .addClusters(wall(10, 5, 2, 1)).build();
        List<CameraMount> mounts = List.of(MOUNT, tele);

        ClusterSet wideFirst = look("tele", look("front", set, mounts, image), mounts, image);
        ClusterSet teleFirst = look("front", look("tele", set, mounts, image), mounts, image);

        assertThat(wideFirst.getClustersList()).extracting(c -> c.getCrop().getCameraFrameId())
                .containsExactly("tele", "front");
        assertThat(teleFirst).isEqualTo(wideFirst);
    }

    @Test
    void shouldDropWhatWasSaidOfAViewTogetherWithIt() {
        CameraMount tele = new CameraMount("tele", "lidar", 100, 0,
                new CameraMount.Intrinsics(WIDTH, HEIGHT, 1000, 1000, 320, 240, "", new double[0]),
                MOUNT.cameraFromLidar());
        RgbImage image = redOnBlue(0, 0, 0, 0);
        List<CameraMount> mounts = List.of(MOUNT, tele);
        ClusterSet set = ClusterSet.newBuilder().setStampNs(200).addClusters(wall(10, 0, 2, 1))
                .addClusters(wall(10, 5, 2, 1)).build();
        ClusterSet.Builder judged = look("front", set, mounts, image).toBuilder();
        judged.getClustersBuilderList().forEach(c -> c.getImageOpinionBuilder().setTeacher("of the front image"));

        ClusterSet both = look("tele", judged.build(), mounts, image);

        assertThat(both.getClusters(0).getCrop().getCameraFrameId()).isEqualTo("tele");
        assertThat(both.getClusters(0).hasImageOpinion()).isFalse();
        assertThat(both.getClusters(1).getCrop().getCameraFrameId()).isEqualTo("front");
        assertThat(both.getClusters(1).getImageOpinion().getTeacher()).isEqualTo("of the front image");
    }

    @Test
    void shouldPreferASmallerViewToALargerOneThatIsMostlyHidden() {
        // The second camera stands 4 m to the left, where the wall between does not hide the object, and has a wider
        // lens.
        CameraMount aside = new CameraMount("aside", "lidar", 100, 0,
                new CameraMount.Intrinsics(WIDTH, HEIGHT, 400, 400, 320, 240, "", new double[0]),
                new RigidTransform(new double[] {0, -1, 0, 4, 0, 0, -1, 0, 1, 0, 0, 0}));
        ClusterSet set = ClusterSet.newBuilder().setStampNs(200).addClusters(wall(10, 0, 2, 2))
                .addClusters(wall(5, 0.1, 0.9, 2)).build();
        List<CameraMount> mounts = List.of(MOUNT, aside);
        RgbImage image = redOnBlue(0, 0, 0, 0);

        ImageCrop alone = look("front", set, mounts, image).getClusters(0).getCrop();
        ImageCrop best = look("aside", look("front", set, mounts, image), mounts, image).getClusters(0).getCrop();

        assertThat(alone.getOccludedFraction()).isGreaterThan(0.7f);
        assertThat(best.getCameraFrameId()).isEqualTo("aside");
        assertThat(best.getOccludedFraction()).isZero();
        assertThat(best.getSource()).isEqualTo(reference("aside", 200).getSource());
        assertThat(best.getImageStampNs()).isEqualTo(200);
        assertThat(best.getQuality()).isGreaterThan(alone.getQuality()).isCloseTo(
                (best.getRight() - best.getLeft()) * best.getVisibleFraction(), within(0.01f));
    }

    @Test
    void shouldRemoveTheMotionBetweenLidarAndShutterThatTheOffsetDoesNotExplain() {
        // 20 m/s ahead: 50 ms after the points, the wall 10 m ahead is 9 m ahead.
        EgoMotion motion = EgoMotion.between(RigidTransform.IDENTITY, 0, RigidTransform.ofYaw(2, 0, 0, 0), 100_000_000);
        ClusterSet set = ClusterSet.newBuilder().setStampNs(200).addClusters(wall(10, 0, 2, 1)).build();
        CameraReference late = reference("front", 50_000_200);
        CameraReference expected = late.toBuilder().setShutterOffsetNs(50_000_000).build();

        ImageCrop moved = cropper.crop(set, List.of(MOUNT), late, redOnBlue(0, 0, 0, 0), motion).getClusters(0)
                .getCrop();
        ImageCrop still = cropper.crop(set, List.of(MOUNT), expected, redOnBlue(0, 0, 0, 0), motion).getClusters(0)
                .getCrop();

        // Half a width of 1 m and the 5 cm that a point stands for, at 500 pixels: 58.3 at 9 m, 52.5 at 10 m.
        assertThat(moved.getRight()).isCloseTo(320 + 500 * 1.05f / 9, within(0.01f));
        assertThat(moved.getTop()).isCloseTo(240 - 500 * 0.58f / 9, within(0.01f));
        assertThat(still.getRight()).isCloseTo(320 + 500 * 1.05f / 10, within(0.01f));
    }

    @Test
    void shouldReachDownToTheGroundWhereTheClusterStandsOnIt() {
        Cluster standing = wall(10, 0, 2, 1).toBuilder().setHeightAboveGround(0.2f).build();
        assertThat(crop(redOnBlue(0, 0, 0, 0), standing).getClusters(0).getCrop().getBottom())
                .isCloseTo(275, within(0.01f));
    }

    @Test
    void shouldKeepTheProportionsOfTheObject() {
        ImageCrop crop = crop(redOnBlue(268, 211, 372, 266), wall(10, 0, 2, 1)).getClusters(0).getCrop();
        assertThat(crop.getRgb().size()).isEqualTo(32 * 32 * 3);
        assertThat(channel(crop, 16, 16, 0)).isGreaterThan(190);
        assertThat(channel(crop, 4, 16, 0)).isGreaterThan(190);
        // Above and below the twice as wide object, and in the margin, is what surrounds it.
        assertThat(channel(crop, 16, 4, 2)).isGreaterThan(190);
        assertThat(channel(crop, 16, 27, 2)).isGreaterThan(190);
        assertThat(channel(crop, 0, 16, 2)).isGreaterThan(190);
    }

    @Test
    void shouldAverageFinePatternsInsteadOfAliasing() {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            rgb[3 * i] = (byte) ((i % WIDTH + i / WIDTH) % 2 == 0 ? 255 : 0);
        }
        ImageCrop crop = crop(new RgbImage(WIDTH, HEIGHT, rgb), wall(3, 0, 1, 1)).getClusters(0).getCrop();
        for (int i = 0; i < 32 * 32; i++) {
            assertThat(channel(crop, i % 32, i / 32, 0)).isBetween(115, 140);
        }
    }

    @Test
    void shouldClipAtTheImagesEdge() {
        ImageCrop crop = crop(redOnBlue(0, 0, 0, 0), wall(10, 6.4, 2, 1)).getClusters(0).getCrop();
        assertThat(crop.getLeft()).isZero();
        assertThat(crop.getVisibleFraction()).isBetween(0.4f, 0.6f);
    }

    @Test
    void shouldLeaveOutWhatIsNotInViewOrTooSmall() {
        ClusterSet set = crop(redOnBlue(0, 0, 0, 0), wall(-10, 0, 2, 1), wall(10, 20, 2, 1), wall(50, 0, 0.3, 0.3));
        assertThat(set.getClustersList()).noneMatch(Cluster::hasCrop);
    }

    @Test
    void shouldTellHowMuchNearerClustersHide() {
        ClusterSet set = crop(redOnBlue(0, 0, 0, 0), wall(10, 0, 2, 2), wall(5, 0.5, 1, 2));
        // The nearer wall covers the left half of the farther one and is itself in full view.
        assertThat(set.getClusters(0).getCrop().getOccludedFraction()).isCloseTo(0.5f, within(0.1f));
        assertThat(set.getClusters(1).getCrop().getOccludedFraction()).isZero();
    }

    @Test
    void shouldSayThatNoCalibrationHolds() {
        ClusterSet early = ClusterSet.newBuilder().setStampNs(99).setPairing(PairingReason.PAIRED).setImageStampNs(98)
                .addClusters(wall(10, 0, 2, 1)).build();
        ClusterSet out = look("front", early, List.of(MOUNT), redOnBlue(0, 0, 0, 0));
        assertThat(out.getPairing()).isEqualTo(PairingReason.NO_CALIBRATION);
        assertThat(out.getImageStampNs()).isZero();
        assertThat(out.getClusters(0).hasCrop()).isFalse();
    }

    @Test
    void shouldRefuseAnImageOfAnotherSize() {
        assertThatThrownBy(() -> crop(new RgbImage(320, 240, new byte[320 * 240 * 3])))
                .isInstanceOf(BadFrameException.class)
                .hasMessageContaining("calibrated for 640x480 pixels, the image has 320x240");
    }
}
