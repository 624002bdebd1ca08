package dev.understudy.replay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.foxglove.FrameTransform;
import dev.understudy.proto.v1.RobotCalibration;
import dev.understudy.proto.v1.TruthFrame;
import dev.understudy.replay.log.LogRecord;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameMessagesTest {

    private static final long STAMP = 1_317_042_651_158_069_617L;
    private static final LogRecord.LidarFrame LIDAR =
            new LogRecord.LidarFrame("robot", "velo", 7, STAMP, new float[] {1, 2, 3, 0.5f, 4, 5, 6, 1});

    @Test
    void shouldSendCloudsInBothEncodings() {
        for (boolean packed : new boolean[] {false, true}) {
            WireRecord record = new FrameMessages(packed).of(LIDAR);
            PointCloud cloud = new PointCloud();
            PointCloudCodec codec = new PointCloudCodec();
            codec.decode(record.value(), packed, cloud);

            assertThat(record.topic()).isEqualTo(Topics.LIDAR_FRAME);
            assertThat(record.headers().get(Topics.HEADER_CONTENT_TYPE))
                    .isEqualTo(packed ? Topics.CONTENT_PACKED_POINT_CLOUD : Topics.CONTENT_POINT_CLOUD);
            assertThat(cloud.size()).isEqualTo(2);
            assertThat(cloud.values()[4]).isCloseTo(4, within(0.001f));
            assertThat(codec.stampNanos()).isEqualTo(STAMP);
            assertThat(codec.frameId()).isEqualTo("velo");
        }
    }

    @Test
    void shouldKeyByRobotAndStampByEventTime() {
        WireRecord record = new FrameMessages(false).of(LIDAR);

        assertThat(record.key()).isEqualTo("robot");
        assertThat(record.timestampMillis()).isEqualTo(STAMP / 1_000_000);
        assertThat(record.headers()).containsEntry(Topics.HEADER_SEQUENCE, "7");
    }

    @Test
    void shouldNameTheSameTraceForTheSameFrameAndAnotherForAnother() {
        FrameMessages messages = new FrameMessages(false);
        String trace = messages.of(LIDAR).headers().get(Topics.HEADER_TRACEPARENT);
        LogRecord later = new LogRecord.LidarFrame("robot", "velo", 8, STAMP + 1, LIDAR.xyzi());

        assertThat(trace).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").isEqualTo(
                new FrameMessages(true).of(LIDAR).headers().get(Topics.HEADER_TRACEPARENT));
        assertThat(messages.of(later).headers().get(Topics.HEADER_TRACEPARENT)).isNotEqualTo(trace);
    }

    @Test
    void shouldSendImagesUntouched() throws Exception {
        WireRecord record = new FrameMessages(false)
                .of(new LogRecord.CameraFrame("robot", "cam", 3, STAMP, "png", new byte[] {1, 2, 3}));
        CompressedImage image = CompressedImage.parseFrom(record.value());

        assertThat(record.topic()).isEqualTo(Topics.CAMERA_FRAME);
        assertThat(image.getData().toByteArray()).containsExactly(1, 2, 3);
        assertThat(image.getFormat()).isEqualTo("png");
        assertThat(Stamps.toNanos(image.getTimestamp())).isEqualTo(STAMP);
    }

    @Test
    void shouldSendCalibrations() throws Exception {
        CameraMount mount = new CameraMount("cam", "velo", 5, 6,
                new CameraMount.Intrinsics(40, 20, 100, 101, 20, 10, "", new double[0]),
                RigidTransform.ofYaw(1, 2, 3, 0.5));
        WireRecord record = new FrameMessages(false).of(new LogRecord.Calibration("robot", STAMP, List.of(mount)));

        CameraMount back = Calibrations.fromProto(RobotCalibration.parseFrom(record.value())).get(0);

        assertThat(record.topic()).isEqualTo(Topics.CALIBRATION);
        assertThat(back.cameraFromLidar()).isEqualTo(mount.cameraFromLidar());
        assertThat(back.validFromNanos()).isEqualTo(5);
    }

    @Test
    void shouldSendPosesAsUnitQuaternions() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            double[] q = random.doubles(4, -1, 1).toArray();
            double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
            RigidTransform pose = RigidTransform.ofQuaternion(q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm, 1,
                    2, 3);

            FrameTransform sent = FrameTransform.parseFrom(new FrameMessages(false)
                    .of(new LogRecord.Pose("robot", "map", "velo", STAMP, pose)).value());

            var r = sent.getRotation();
            var t = sent.getTranslation();
            assertThat(RigidTransform.ofQuaternion(r.getX(), r.getY(), r.getZ(), r.getW(), t.getX(), t.getY(),
                    t.getZ()).toArray()).containsExactly(pose.toArray(), within(1e-9));
            assertThat(sent.getParentFrameId()).isEqualTo("map");
        }
    }

    @Test
    void shouldSendTruthThereAndBack() throws Exception {
        LogRecord.Truth truth = new LogRecord.Truth("robot", "velo", STAMP, "target", List.of(
                new LogRecord.TruthObject("1", "car", new OrientedBox(1, 2, 3, 4, 5, 6, 7), null),
                new LogRecord.TruthObject("2", "DontCare", null, new float[] {1, 2, 3, 4})));

        WireRecord record = new FrameMessages(false).of(truth);
        LogRecord.Truth back = TruthMessages.fromProto(TruthFrame.parseFrom(record.value()));

        assertThat(record.topic()).isEqualTo(Topics.TRUTH);
        assertThat(back).usingRecursiveComparison().isEqualTo(truth);
    }

    @Test
    void shouldMarkTheEndOnBothSensorTopics() {
        List<WireRecord> markers = new FrameMessages(false).endOfLog("robot", STAMP);

        assertThat(markers).extracting(WireRecord::topic).containsExactly(Topics.LIDAR_FRAME, Topics.CAMERA_FRAME);
        assertThat(markers).allMatch(m -> m.value().length == 0
                && m.headers().containsKey(Topics.HEADER_END_OF_LOG) && m.key().equals("robot"));
    }
}
