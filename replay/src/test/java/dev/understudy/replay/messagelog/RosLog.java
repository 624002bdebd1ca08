package dev.understudy.replay.messagelog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.mcap.Compression;
import dev.understudy.mcap.McapWriter;
import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.Schema;
import dev.understudy.replay.ros.RosMessages;
import dev.understudy.replay.ros.RosOutput.Form;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Writes recordings of a robot for tests: a LiDAR at 10 Hz and a camera whose images come 20 ms after the clouds. */
final class RosLog implements AutoCloseable {

    static final long START = 1_700_000_000_000_000_000L;
    static final long PERIOD = 100_000_000L;
    static final long SHUTTER = 20_000_000L;
    /** From the LiDAR's axes (x forward) into a camera's (z forward). */
    static final double[] LIDAR_FROM_CAMERA = {1, 0, 0, -0.5, 0.5, -0.5, 0.5};

    private final McapWriter writer;
    private final Map<String, Channel> channels = new HashMap<>();

    RosLog(Path file) {
        writer = McapWriter.create(file, new McapWriter.Options("ros2", Compression.ZSTD, 4000));
    }

    void add(String topic, String type, long logNanos, byte[] data) {
        Channel channel = channels.computeIfAbsent(topic,
                t -> writer.channel(t, new Schema(type, "ros2msg", "#".getBytes(UTF_8)), "cdr", Map.of()));
        writer.message(channel, 0, logNanos, logNanos, data);
    }

    void cloud(String topic, int frame, long logDelay) {
        long stamp = START + frame * PERIOD;
        add(topic, "sensor_msgs/msg/PointCloud2", stamp + logDelay,
                RosMessages.cloud(Form.CDR_LITTLE, stamp, "velo", frame + 1, 2, 3, 128, 5, 5, 5, 255));
    }

    void image(String topic, int frame, long logDelay) {
        long stamp = START + frame * PERIOD + SHUTTER;
        add(topic, "sensor_msgs/msg/CompressedImage", stamp + logDelay,
                RosMessages.compressedImage(Form.CDR_LITTLE, stamp, "cam", 40, 20));
    }

    void cameraInfo(String topic) {
        add(topic, "sensor_msgs/msg/CameraInfo", START, RosMessages.cameraInfo(Form.CDR_LITTLE, START, "cam", 40, 20));
    }

    void transform(String topic, long stamp, String parent, String child, double... pose) {
        add(topic, "tf2_msgs/msg/TFMessage", stamp,
                RosMessages.transform(Form.CDR_LITTLE, stamp, parent, child, pose));
    }

    /** A whole drive; images are recorded before the clouds of their time although they are younger. */
    static Path write(Path file, int frames) {
        try (RosLog log = new RosLog(file)) {
            log.transform("/tf_static", START, "velo", "cam", LIDAR_FROM_CAMERA);
            log.cameraInfo("/front/camera_info");
            for (int i = 0; i < frames; i++) {
                log.image("/front/image/compressed", i, 5_000_000);
                log.cloud("/lidar/points", i, 60_000_000);
            }
        }
        return file;
    }

    @Override
    public void close() {
        writer.close();
    }
}
