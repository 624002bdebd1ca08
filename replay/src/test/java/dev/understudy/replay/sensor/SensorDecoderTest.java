package dev.understudy.replay.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.mcap.message.Schema;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.foxglove.CameraCalibration;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.foxglove.PackedElementField;
import dev.understudy.proto.foxglove.PackedElementField.NumericType;
import dev.understudy.proto.foxglove.PointCloud;
import dev.understudy.proto.foxglove.Pose;
import dev.understudy.proto.foxglove.Quaternion;
import dev.understudy.proto.foxglove.Vector3;
import dev.understudy.replay.log.MessageException;
import dev.understudy.replay.ros.RosMessages;
import dev.understudy.replay.ros.RosOutput;
import dev.understudy.replay.ros.RosOutput.Form;
import dev.understudy.replay.sensor.SensorMessage.CameraInfo;
import dev.understudy.replay.sensor.SensorMessage.Cloud;
import dev.understudy.replay.sensor.SensorMessage.Image;
import dev.understudy.replay.sensor.SensorMessage.Transforms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SensorDecoderTest {

    private static final long STAMP = 1_700_000_000_123_456_789L;

    @ParameterizedTest
    @EnumSource(Form.class)
    void shouldReadAPlainCloud(Form form) {
        Cloud cloud = (Cloud) decode("sensor_msgs/PointCloud2", form.encoding(),
                RosMessages.cloud(form, STAMP, "velo", 1, 2, 3, 0.5f, 4, 5, 6, 0.25f));

        assertThat(cloud.frameId()).isEqualTo("velo");
        assertThat(cloud.stampNanos()).isEqualTo(STAMP);
        assertThat(cloud.xyzi()).containsExactly(1, 2, 3, 0.5f, 4, 5, 6, 0.25f);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void shouldReadFieldsOfAnyOrderTypeAndPlaceInEitherByteOrder(Form form) {
        for (boolean big : new boolean[] {false, true}) {
            // z int16 at 1, ring uint8 at 3, x float64 at 5, reflectivity uint16 at 14, y float32 at 17; step 23.
            ByteBuffer data = ByteBuffer.allocate(2 * 60);
            data.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 4; i++) {
                int at = i / 2 * 60 + i % 2 * 23;
                data.putShort(at + 1, (short) -i).putDouble(at + 5, 10.5 + i).putShort(at + 14, (short) 0xFFFF)
                        .putFloat(at + 17, i * 0.5f);
            }
            RosOutput out = new RosOutput(form).header(STAMP, "a").u32(2).u32(2).u32(5);
            out.string("z").u32(1).u8(3).u32(1).string("ring").u32(3).u8(2).u32(1).string("x").u32(5).u8(8).u32(1)
                    .string("reflectivity").u32(14).u8(4).u32(1).string("y").u32(17).u8(7).u32(1);
            out.u8(big ? 1 : 0).u32(23).u32(60).bytes(data.array()).u8(1);

            assertThat(((Cloud) decode("sensor_msgs/msg/PointCloud2", form.encoding(), out.toBytes())).xyzi())
                    .containsExactly(10.5f, 0, 0, 1, 11.5f, 0.5f, -1, 1, 12.5f, 1, -2, 1, 13.5f, 1.5f, -3, 1);
        }
    }

    @Test
    void shouldLeaveOutPointsWithoutReturn() {
        Cloud cloud = (Cloud) decode("sensor_msgs/PointCloud2", "ros1", RosMessages.cloud(Form.ROS1, STAMP, "a",
                Float.NaN, 1, 1, 1, 0, 0, 0, 1, 1, 1, Float.POSITIVE_INFINITY, 1, 2, 0, 0, 1));

        assertThat(cloud.xyzi()).containsExactly(2, 0, 0, 1);
        assertThat(cloud.leftOut()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void shouldRefuseEveryMessageThatIsCutOff(Form form) {
        byte[][] messages = {RosMessages.cloud(form, STAMP, "a", 1, 2, 3, 4),
            RosMessages.cameraInfo(form, STAMP, "a", 20, 10),
            RosMessages.transform(form, STAMP, "a", "b", 1, 2, 3, 0, 0, 0, 1)};
        String[] types = {"sensor_msgs/PointCloud2", "sensor_msgs/CameraInfo", "tf2_msgs/TFMessage"};
        // What follows a cloud's points, and a camera's P, is not read.
        int[] unread = {1, 25 + (form == Form.ROS1 ? 0 : 8), 0};
        for (int m = 0; m < messages.length; m++) {
            for (int cut = 0; cut < messages[m].length - unread[m]; cut++) {
                byte[] part = Arrays.copyOf(messages[m], cut);
                String type = types[m];
                assertThatThrownBy(() -> decode(type, form.encoding(), part)).as("%s cut at %d", type, cut)
                        .isInstanceOf(MessageException.class);
            }
        }
    }

    @Test
    void shouldNeverFailOtherwiseOnRandomDamage() {
        long seed = 20_260_101L;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] whole = RosMessages.cloud(Form.CDR_LITTLE, STAMP, "a", 1, 2, 3, 4, 5, 6, 7, 8);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? random.nextInt() : -1);
            }
            try {
                decode("sensor_msgs/PointCloud2", "cdr", damaged);
            } catch (MessageException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 19_999);
    }

    @Test
    void shouldNameTheFieldThatACloudLacks() {
        byte[] cloud = new RosOutput(Form.ROS1).header(STAMP, "a").u32(1).u32(1).u32(1).string("x").u32(0).u8(7).u32(1)
                .u8(0).u32(4).u32(4).bytes(new byte[4]).u8(1).toBytes();

        assertThatThrownBy(() -> decode("sensor_msgs/PointCloud2", "ros1", cloud))
                .hasMessage("the cloud has no field y; it has [x]");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void shouldReadACalibration(Form form) {
        CameraInfo info = (CameraInfo) decode("sensor_msgs/CameraInfo", form.encoding(),
                RosMessages.cameraInfo(form, STAMP, "cam", 20, 10));

        assertThat(info.frameId()).isEqualTo("cam");
        assertThat(info.width()).isEqualTo(20);
        assertThat(info.height()).isEqualTo(10);
        assertThat(info.model()).isEqualTo("plumb_bob");
        assertThat(info.d()).containsExactly(0.1, 0, 0, 0, 0);
        assertThat(info.k()).containsExactly(100, 0, 10, 0, 100, 5, 0, 0, 1);
        assertThat(info.p()[3]).isEqualTo(-45);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void shouldReadTransforms(Form form) {
        double half = Math.sqrt(0.5);
        Transforms transforms = (Transforms) decode("tf2_msgs/msg/TFMessage", form.encoding(),
                RosMessages.transform(form, STAMP, "base", "velo", 1, 2, 3, 0, 0, half, half));

        assertThat(transforms.links()).singleElement().satisfies(link -> {
            assertThat(link.parent()).isEqualTo("base");
            assertThat(link.child()).isEqualTo("velo");
            assertThat(link.parentFromChild().applyX(1, 0, 0)).isCloseTo(1, within(1e-12));
            assertThat(link.parentFromChild().applyY(1, 0, 0)).isCloseTo(3, within(1e-12));
        });
    }

    @Test
    void shouldTellTheImageFormatByItsBytes() {
        Image image = (Image) decode("sensor_msgs/msg/CompressedImage", "cdr",
                RosMessages.compressedImage(Form.CDR_LITTLE, STAMP, "cam", 4, 3));
        assertThat(image.format()).isEqualTo("png");

        byte[] h264 = new RosOutput(Form.CDR_LITTLE).header(STAMP, "cam").string("h264").bytes(new byte[9]).toBytes();
        assertThatThrownBy(() -> decode("sensor_msgs/CompressedImage", "cdr", h264))
                .hasMessageContaining("neither JPEG nor PNG (stated format: 'h264')");
    }

    @Test
    void shouldMakePicturesOfPixels() throws IOException {
        byte[] pixels = {1, 2, 3, 4, 5, 6, 99, 99, 7, 8, 9, 10, 11, 12, 99, 99};
        var rgb = ImageIO.read(new ByteArrayInputStream(image("rgb8", 2, 2, 8, pixels)));
        var bgr = ImageIO.read(new ByteArrayInputStream(image("bgr8", 2, 2, 8, pixels)));
        var deep = ImageIO.read(new ByteArrayInputStream(image("mono16", 4, 2, 8, pixels)));

        assertThat(rgb.getRGB(1, 1)).isEqualTo(0xFF0A0B0C);
        assertThat(bgr.getRGB(0, 0)).isEqualTo(0xFF030201);
        assertThat(deep.getRaster().getSample(1, 1, 0)).isEqualTo(10);
        assertThatThrownBy(() -> image("bayer_rggb8", 2, 2, 8, pixels)).hasMessageContaining("'bayer_rggb8'");
        assertThatThrownBy(() -> image("rgb8", 2, 3, 8, pixels)).hasMessageContaining("do not hold 3 rows");
    }

    private static byte[] image(String encoding, int width, int height, int step, byte[] pixels) {
        return ((Image) decode("sensor_msgs/Image", "ros1", new RosOutput(Form.ROS1).header(STAMP, "cam").u32(height)
                .u32(width).string(encoding).u8(0).u32(step).bytes(pixels).toBytes())).data();
    }

    @Test
    void shouldReadFoxglovesCloudsWithTheirPose() {
        ByteBuffer data = ByteBuffer.allocate(11).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort(0, (short) 7).putFloat(2, 1.5f).putFloat(6, 2.5f).put(10, (byte) 255);
        PointCloud cloud = PointCloud.newBuilder().setFrameId("velo").setTimestamp(Stamps.of(STAMP)).setPointStride(11)
                .setPose(Pose.newBuilder().setPosition(Vector3.newBuilder().setX(100))
                        .setOrientation(Quaternion.newBuilder().setW(1)))
                .addFields(field("y", 0, NumericType.INT16)).addFields(field("x", 2, NumericType.FLOAT32))
                .addFields(field("z", 6, NumericType.FLOAT32)).addFields(field("intensity", 10, NumericType.UINT8))
                .setData(ByteString.copyFrom(data)).build();
        Cloud read = (Cloud) decode("foxglove.PointCloud", "protobuf", cloud.toByteArray());

        assertThat(read.xyzi()).containsExactly(101.5f, 7, 2.5f, 1);
        assertThat(read.stampNanos()).isEqualTo(STAMP);
    }

    @Test
    void shouldReadFoxglovesCalibrationsAndTransforms() {
        CameraInfo info = (CameraInfo) decode("foxglove.CameraCalibration", "protobuf", CameraCalibration.newBuilder()
                .setFrameId("cam").setWidth(8).setHeight(6).addK(50).build().toByteArray());
        Transforms transforms = (Transforms) decode("foxglove.FrameTransform", "protobuf", FrameTransform.newBuilder()
                .setParentFrameId("a").setChildFrameId("b").setTranslation(Vector3.newBuilder().setZ(3)).build()
                .toByteArray());

        assertThat(info.k()).containsExactly(50, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(transforms.links().get(0).parentFromChild().applyZ(0, 0, 0)).isEqualTo(3);
        assertThatThrownBy(() -> decode("foxglove.PointCloud", "protobuf", new byte[] {1, 2, 3}))
                .isInstanceOf(MessageException.class);
    }

    @Test
    void shouldSayWhichEncodingIsNotRead() {
        assertThatThrownBy(() -> decode("sensor_msgs/PointCloud2", "json", new byte[9]))
                .hasMessageContaining("encoded as 'json' are not read");
        assertThat(decode("std_msgs/String", "json", new byte[9])).isNull();
    }

    private static PackedElementField field(String name, int offset, NumericType type) {
        return PackedElementField.newBuilder().setName(name).setOffset(offset).setType(type).build();
    }

    private static SensorMessage decode(String type, String encoding, byte[] data) {
        Channel channel = new Channel(1, "/t", new Schema(type, "", new byte[0]), encoding, Map.of());
        return SensorDecoder.decode(new RawMessage(channel, 0, 0, 0, ByteBuffer.wrap(data)));
    }
}
