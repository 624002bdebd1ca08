package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import dev.understudy.perception.RealData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code info} and {@code doctor} on every real recording, held against the counts that come with them. */
@Tag("real-data")
class RealLogCommandsIT {

    private static final int OK = 0;
    private static final int INPUT = 3;
    private static final int VIOLATION = 5;

    @Test
    void shouldTellEveryMessageOfKittiPackedForRos2() throws Exception {
        JsonNode info = info("logs/kitti_2011_09_26_drive_0013_f020-025.mcap");

        assertThat(info.requiredAt("/messages").asInt()).isEqualTo(19);
        assertThat(counts(info)).isEqualTo(Map.of("/kitti/velo/pointcloud", 6,
                "/kitti/camera_color_left/image_rect_color/compressed", 6, "/kitti/camera_color_left/camera_info", 6,
                "/tf_static", 1));
    }

    @Test
    void shouldTellTheOustersTopics() throws Exception {
        assertThat(counts(info("logs/ouster_os1_ros1profile.mcap"))).containsEntry("/os1_cloud_node/points", 2)
                .containsEntry("/img_node/range_image", 2).containsEntry("/img_node/noise_image", 2)
                .containsEntry("/img_node/intensity_image", 2).containsKeys("/os1_cloud_node/imu", "/tf_static");
    }

    /** The file's own channel records are 32; three of them have no message. */
    @Test
    void shouldTellEveryTopicOfTheSensorTypes() throws Exception {
        JsonNode info = info("logs/ros2_sensor_msgs_one_of_each.mcap");

        assertThat(counts(info)).hasSize(32).containsEntry("/point_cloud2", 1).containsEntry("/compressed_image", 1)
                .containsEntry("/image", 1).containsEntry("/camera_info", 1);
    }

    @ParameterizedTest
    @CsvSource({"kitti_raw, 20, 20, 20", "kitti_object, 3, 3, 3", "pandaset_002, 8, 8, 8"})
    void shouldTellTheFramesOfFolders(String folder, int scans, int images, int labels) throws Exception {
        Map<String, Integer> counts = counts(info(folder));

        assertThat(total(counts, "LiDAR ")).isEqualTo(scans);
        assertThat(total(counts, "camera ")).isEqualTo(images);
        assertThat(total(counts, "labels")).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource({"logs/kitti_2011_09_26_drive_0013_f020-025.mcap, 0, ground       1.67 m below the sensor",
        "logs/ouster_os1_ros1profile.mcap, 5, no camera: none of",
        "logs/ros2_sensor_msgs_one_of_each.mcap, 5, /compressed_image: not calibrated",
        "kitti_raw, 0, none missing", "kitti_object, 0, outlines of objects sit on its edges",
        "pandaset_002, 0, the origin is not the sensor"})
    void shouldExamine(String log, int exit, String finding) {
        Run run = run("doctor", log);

        assertThat(run.exit).as(run.err).isEqualTo(exit).isIn(OK, VIOLATION);
        assertThat(run.out).contains(finding);
    }

    @ParameterizedTest
    @CsvSource({"doctor, logs/ouster_packets_only_ros1.bag, holds raw LiDAR packets only",
        "info, logs, 'a folder of several'", "info, objects, no drive log found",
        "doctor, weights, no drive log found", "info, README.md, no drive log: not a file this program reads"})
    void shouldRefuseInOneLineWhatIsNoDrive(String command, String path, String reason) {
        Run run = run(command, path);

        assertThat(run.exit).isEqualTo(INPUT);
        assertThat(run.out).isEmpty();
        assertThat(run.err.strip().lines()).singleElement().asString().contains(reason);
    }

    @Test
    void shouldTellWhatARecordingOfRawPacketsHoldsAndThatItCannotBeReplayed() throws Exception {
        JsonNode info = info("logs/ouster_packets_only_ros1.bag");

        assertThat(counts(info)).containsKeys("/os_node0/lidar_packets", "/os_node0/imu_packets");
        assertThat(info.requiredAt("/notes/0").asText()).contains("cannot be replayed", "holds raw LiDAR packets only");
    }

    private static JsonNode info(String log) throws Exception {
        Run run = run("info", log, "--json");
        assertThat(run.exit).as(run.err).isEqualTo(OK);
        return new ObjectMapper().readTree(run.out);
    }

    private static Map<String, Integer> counts(JsonNode info) {
        Map<String, Integer> counts = new TreeMap<>();
        info.requiredAt("/topics")
                .forEach(t -> counts.put(t.requiredAt("/name").asText(), t.requiredAt("/messages").asInt()));
        return counts;
    }

    private static int total(Map<String, Integer> counts, String prefix) {
        return counts.entrySet().stream().filter(e -> e.getKey().startsWith(prefix)).mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static Run run(String command, String log, String... flags) {
        String[] args = new String[2 + flags.length];
        args[0] = command;
        args[1] = RealData.folder("logs").resolveSibling(log).toString();
        System.arraycopy(flags, 0, args, 2, flags.length);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Understudy.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(args);
        return new Run(exit, out.toString(), err.toString());
    }

    private record Run(int exit, String out, String err) {
    }
}
