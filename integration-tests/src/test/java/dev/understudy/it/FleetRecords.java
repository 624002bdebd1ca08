package dev.understudy.it;

import com.google.protobuf.ByteString;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of a small simulated fleet, ready to be sent. */
final class FleetRecords {

    private FleetRecords() {
    }

    /**
     * Calibrations, LiDAR and camera frames of every robot, in stamp order.
     *
     * @param fleet put in front of the robots' names
     */
    static List<ProducerRecord<byte[], byte[]>> of(String fleet, long seed, int robots, int framesPerRobot) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (SimulatedFleet drive = new SimulatedFleet(FleetConfig.of(seed, robots, 10, framesPerRobot, "source"))) {
            for (LogRecord next = drive.next(); next != null; next = drive.next()) {
                if (next instanceof LogRecord.LidarFrame lidar) {
                    records.add(record(Topics.LIDAR_FRAME, fleet + lidar.robot(), PointCloudCodec.encode(
                            PointCloud.of(lidar.xyzi()), lidar.stampNanos(), lidar.frameId())));
                } else if (next instanceof LogRecord.CameraFrame camera) {
                    records.add(record(Topics.CAMERA_FRAME, fleet + camera.robot(), CompressedImage.newBuilder()
                            .setTimestamp(Stamps.of(camera.stampNanos())).setFrameId(camera.frameId())
                            .setFormat(camera.format()).setData(ByteString.copyFrom(camera.data()))
                            .build().toByteArray()));
                } else if (next instanceof LogRecord.Calibration calibration) {
                    records.add(record(Topics.CALIBRATION, fleet + calibration.robot(), Calibrations.toProto(
                            fleet + calibration.robot(), calibration.mounts()).toByteArray()));
                }
            }
        }
        return records;
    }

    /** The end of every robot's log. */
    static List<ProducerRecord<byte[], byte[]>> ends(List<ProducerRecord<byte[], byte[]>> log) {
        List<ProducerRecord<byte[], byte[]>> ends = new ArrayList<>();
        log.stream().filter(r -> r.topic().equals(Topics.CALIBRATION)).forEach(r -> {
            for (String topic : List.of(Topics.LIDAR_FRAME, Topics.CAMERA_FRAME)) {
                ProducerRecord<byte[], byte[]> end = new ProducerRecord<>(topic, r.key(), new byte[0]);
                end.headers().add(Topics.HEADER_END_OF_LOG, new byte[] {1});
                ends.add(end);
            }
        });
        return ends;
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String robot, byte[] value) {
        return new ProducerRecord<>(topic, robot.getBytes(StandardCharsets.UTF_8), value);
    }
}
