package dev.understudy.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.mcap.Compression;
import dev.understudy.mcap.McapWriter;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.kitti.MiniKitti;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.record.TopicRecorder;
import dev.understudy.replay.wire.FrameMessages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recordings as others see them: read by Foxglove's own reader, whose code we share none of. */
@Tag("node")
class McapInteropIT {

    private static final long STAMP = 1_316_995_200_123_456_789L;
    private static final int FRAMES = 5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Compression.class)
    void shouldBeReadByFoxglovesReader(Compression compression) throws Exception {
        Path file = record(compression);
        NodeProject.Result result = NodeProject.run("read-mcap.cjs", file.toAbsolutePath().toString());

        assertThat(result.exitCode()).as(result.errors()).isZero();
        List<JsonNode> lines = parse(result.output());
        assertThat(lines.get(0).requiredAt("/stream/done").asBoolean()).isTrue();
        assertThat(lines.get(0).requiredAt("/stream/counts/Message").asInt()).isEqualTo(lines.size() - 2);
        assertThat(lines.get(1).requiredAt("/chunks").asInt()).isGreaterThan(1);
        assertThat(lines.get(1).requiredAt("/statistics/messageCount").asInt()).isEqualTo(lines.size() - 2);
        assertThat(lines.get(1).requiredAt("/library").asText()).startsWith("understudy");
        assertSensors(lines);
        assertScene(of(lines, "/robot-1/objects"));
        assertThat(of(lines, "/dead_letters")).singleElement()
                .satisfies(m -> assertThat(m.requiredAt("/message/reason").asText()).isEqualTo("malformed-message"));
    }

    private static void assertSensors(List<JsonNode> lines) {
        String robot = "/2011_09_26_drive_0013";
        List<JsonNode> clouds = of(lines, robot + "/lidar/velo_link");
        assertThat(clouds).hasSize(FRAMES).allSatisfy(m -> {
            assertThat(m.requiredAt("/schema").asText()).isEqualTo("foxglove.PointCloud");
            assertThat(m.requiredAt("/message/frame_id").asText()).isEqualTo("2011_09_26_drive_0013/velo_link");
            assertThat(m.requiredAt("/message/point_stride").asInt()).isEqualTo(16);
            assertThat(m.requiredAt("/message/data").asInt()).isEqualTo(16);
        });
        assertThat(of(lines, robot + "/camera/camera_color_left/image")).hasSize(FRAMES)
                .allSatisfy(m -> assertThat(m.requiredAt("/message/format").asText()).isEqualTo("png"));
        assertThat(of(lines, robot + "/camera/camera_color_left/calibration")).singleElement()
                .satisfies(m -> assertThat(m.requiredAt("/message/K").size()).isEqualTo(9));
        assertThat(of(lines, robot + "/tf")).hasSize(FRAMES);
    }

    private static void assertScene(List<JsonNode> scenes) {
        assertThat(scenes).singleElement().satisfies(m -> {
            assertThat(m.requiredAt("/schema").asText()).isEqualTo("foxglove.SceneUpdate");
            assertThat(m.requiredAt("/logTime").asText()).isEqualTo(Long.toString(STAMP));
            JsonNode entity = m.requiredAt("/message/entities/0");
            assertThat(entity.requiredAt("/frame_id").asText()).isEqualTo("robot-1/velo");
            assertThat(entity.requiredAt("/cubes/0/size/x").asDouble()).isEqualTo(4.5);
            assertThat(entity.requiredAt("/texts/0/text").asText()).isEqualTo("car 0.75 #77");
            assertThat(entity.requiredAt("/metadata").findValuesAsText("key"))
                    .contains("class", "confidence", "track_id", "model_version");
        });
    }

    private Path record(Compression compression) {
        Path file = folder.resolve("out.mcap");
        Path drive = MiniKitti.raw(folder.resolve("kitti"), FRAMES);
        McapWriter.Options options = McapWriter.Options.defaults().with(compression, 600);
        try (TopicRecorder recorder = new TopicRecorder(McapWriter.create(file, options));
                DriveLog log = DriveLogs.open(drive)) {
            FrameMessages messages = new FrameMessages(true);
            for (LogRecord record = log.next(); record != null; record = log.next()) {
                recorder.accept(messages.of(record));
            }
            recorder.event(event(), STAMP / 1_000_000);
            recorder.accept(new WireRecord(Topics.DEAD_LETTER, "robot-1", "rubbish".getBytes(UTF_8),
                    Map.of(Topics.HEADER_DEAD_REASON, "malformed-message"), STAMP / 1_000_000));
        }
        return file;
    }

    private static ClassifiedObject event() {
        return ClassifiedObject.newBuilder()
                .setEventId("id").setStampNs(STAMP).setRobot("robot-1").setLidarFrameId("velo").setClusterIndex(0)
                .setBox(new Box(12.5, -3.25, 0.5, 4.5, 1.75, 1.5, 0.125)).setPointCount(321).setTrackId(77)
                .setClassName("car").setTaxonomyVersion("road-v1").setScore(0.75f).setPointScore(0.5f)
                .setImageScore(null).setSpokenBy("joint").setServedWeights("teacher").setPairing("paired")
                .setImageBox(null).setModel("student").setModelVersion(3).setModelDigest("ab").setSources(List.of())
                .build();
    }

    private static List<JsonNode> of(List<JsonNode> lines, String topic) {
        return lines.stream().filter(n -> n.has("topic") && n.required("topic").asText().equals(topic)).toList();
    }

    private static List<JsonNode> parse(String output) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> out = new ArrayList<>();
        for (String line : output.lines().toList()) {
            out.add(mapper.readTree(line));
        }
        return out;
    }
}
