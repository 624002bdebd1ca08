package dev.understudy.replay.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.mcap.McapWriter;
import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.foxglove.SceneEntity;
import dev.understudy.proto.foxglove.SceneUpdate;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.Recordings;
import dev.understudy.replay.kitti.MiniKitti;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.wire.FrameMessages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRecorderTest {

    private static final long STAMP = 1_700_000_000_000_000_000L;

    @TempDir
    Path folder;

    private Path file;
    private TopicRecorder recorder;

    @BeforeEach
    void openFile() {
        file = folder.resolve("out.mcap");
        recorder = new TopicRecorder(McapWriter.create(file, McapWriter.Options.defaults()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRecordADriveThatReadsBackTheSame(boolean packed) {
        Path drive = MiniKitti.raw(folder.resolve("kitti"), 3);
        List<LogRecord> original = readAll(DriveLogs.open(drive));
        FrameMessages messages = new FrameMessages(packed);
        original.forEach(record -> recorder.accept(messages.of(record)));
        recorder.accept(messages.endOfLog("r", 1).get(0));
        recorder.close();
        List<LogRecord> again = readAll(DriveLogs.open(file));

        assertThat(recorder.skipped()).isEmpty();
        assertThat(stamps(again)).isEqualTo(stamps(original));
        LogRecord.LidarFrame scan = of(again, LogRecord.LidarFrame.class).get(1);
        assertThat(scan.frameId()).isEqualTo("velo_link");
        assertThat(scan.xyzi()).containsExactly(new float[] {2, 2, 3, 0.5f}, within(packed ? 0.003f : 0f));
        assertThat(of(again, LogRecord.CameraFrame.class).get(0).data())
                .isEqualTo(of(original, LogRecord.CameraFrame.class).get(0).data());
        var mount = of(again, LogRecord.Calibration.class).get(0).mounts().get(0);
        var expected = of(original, LogRecord.Calibration.class).get(0).mounts().get(0);
        assertThat(mount.cameraFromLidar().toArray())
                .containsExactly(expected.cameraFromLidar().toArray(), within(1e-9));
        assertThat(mount.intrinsics().fx()).isEqualTo(expected.intrinsics().fx());
        assertThat(mount.shutterOffsetNanos()).isEqualTo(expected.shutterOffsetNanos());
        assertThat(of(again, LogRecord.Pose.class).get(2).fixedFromFrame().toArray()).containsExactly(
                of(original, LogRecord.Pose.class).get(2).fixedFromFrame().toArray(), within(1e-9));
    }

    @Test
    void shouldRecordTheObjectsOfAFrameAsOneScene() throws Exception {
        recorder.event(event(100, 0), 100);
        recorder.event(event(100, 1), 100);
        recorder.event(event(200, 0), 200);
        recorder.close();
        List<RawMessage> scenes = messages();

        assertThat(scenes).extracting(m -> m.channel().topic()).containsOnly("/robot-1/objects").hasSize(2);
        assertThat(scenes).extracting(RawMessage::logNanos).containsExactly(100L, 200L);
        SceneUpdate scene = SceneUpdate.parseFrom(scenes.get(0).data());
        assertThat(scene.getEntitiesCount()).isEqualTo(2);
        SceneEntity entity = scene.getEntities(1);
        assertThat(entity.getFrameId()).isEqualTo("velo");
        assertThat(entity.getCubes(0).getSize().getX()).isEqualTo(4.5);
        assertThat(entity.getTexts(0).getText()).isEqualTo("car 0.75 #78");
        assertThat(entity.getMetadataList()).extracting(m -> m.getKey() + "=" + m.getValue())
                .contains("class=car", "confidence=0.75", "track_id=78", "model_version=3");
    }

    @Test
    void shouldRecordDeadLettersWithTheirBytes() throws Exception {
        recorder.accept(new WireRecord(Topics.DEAD_LETTER, "robot-1", "rubbish".getBytes(UTF_8),
                Map.of(Topics.HEADER_DEAD_REASON, "malformed-message", Topics.HEADER_DEAD_TOPIC, "t"), 5));
        recorder.close();
        JsonNode letter = new ObjectMapper().readTree(UTF_8.decode(messages().get(0).data()).toString());

        assertThat(letter.required("reason").asText()).isEqualTo("malformed-message");
        assertThat(Base64.getDecoder().decode(letter.required("value").asText())).asString().isEqualTo("rubbish");
    }

    @Test
    void shouldLogEverythingOnTheTimeAxisOfTheSensors() {
        List<CameraMount> mounts = List.of(mount(0, 500), mount(STAMP + 150, 600));
        recorder.accept(wire(Topics.CALIBRATION, Calibrations.toProto("r", mounts).toByteArray(), 0));
        recorder.accept(wire(Topics.LIFECYCLE, LifecycleEvent.getDefaultInstance().toByteArray(), 1));
        recorder.accept(wire(Topics.SAMPLE, PseudoLabelledSample.newBuilder().setStampNs(STAMP).build().toByteArray(),
                1));
        recorder.accept(wire(Topics.CLUSTER, set(STAMP), 0));
        recorder.accept(wire(Topics.DEAD_LETTER, "rubbish".getBytes(UTF_8), 2));
        recorder.accept(wire(Topics.CLUSTER, set(STAMP + 100), 2));
        recorder.accept(wire(Topics.CLUSTER, set(STAMP + 200), 4));
        recorder.close();

        assertThat(messages()).extracting(m -> m.channel().topic() + " +" + (m.logNanos() - STAMP))
                .containsExactlyInAnyOrder("/r/clusters +0", "/r/clusters +100", "/r/clusters +200", "/r/samples +0",
                        "/model/lifecycle +0", "/dead_letters +100", "/r/calibration +150",
                        "/r/camera/front/calibration +0", "/r/camera/front/calibration +150",
                        "/r/tf_static +0", "/r/tf_static +150");
    }

    @Test
    void shouldWriteACalibrationOnceThoughEveryRecordRepeatsTheHistory() {
        recorder.accept(wire(Topics.CLUSTER, set(STAMP), 0));
        recorder.accept(wire(Topics.CALIBRATION, Calibrations.toProto("r", List.of(mount(0, 500))).toByteArray(), 0));
        recorder.accept(wire(Topics.CALIBRATION,
                Calibrations.toProto("r", List.of(mount(0, 500), mount(STAMP, 600))).toByteArray(), 0));
        recorder.close();

        assertThat(recorder.counts()).containsEntry("/r/camera/front/calibration", 2L);
    }

    /** Long after the drive of the stamps: what the broker got so many milliseconds after its first record. */
    private static WireRecord wire(String topic, byte[] value, int millis) {
        return new WireRecord(topic, "r", value, Map.of(), 1_800_000_000_000L + millis);
    }

    private static byte[] set(long stamp) {
        return ClusterSet.newBuilder().setRobotId("r").setStampNs(stamp).build().toByteArray();
    }

    private static CameraMount mount(long validFrom, double focalLength) {
        return new CameraMount("front", "velo", validFrom, 0,
                new CameraMount.Intrinsics(40, 20, focalLength, focalLength, 20, 10, "", new double[0]),
                RigidTransform.IDENTITY);
    }

    @Test
    void shouldCountWhatCannotBeDecoded() {
        recorder.accept(new WireRecord(Topics.CAMERA_FRAME, "r", new byte[] {1, 2, 3}, Map.of(), 5));
        recorder.close();

        assertThat(recorder.skipped()).hasSize(1);
        assertThat(recorder.skipped().keySet().iterator().next()).startsWith(Topics.CAMERA_FRAME + ": ");
    }

    private List<RawMessage> messages() {
        List<RawMessage> out = new ArrayList<>();
        try (MessageSource source = Recordings.open(file)) {
            MessageCursor cursor = source.readAll();
            for (RawMessage m = cursor.next(); m != null; m = cursor.next()) {
                out.add(m);
            }
        }
        return out;
    }

    private static ClassifiedObject event(long stamp, int index) {
        return ClassifiedObject.newBuilder()
                .setEventId("id").setStampNs(stamp).setRobot("robot-1").setLidarFrameId("velo").setClusterIndex(index)
                .setBox(new Box(12.5, -3.25, 0.5, 4.5, 1.75, 1.5, 0.125)).setPointCount(321).setTrackId(77 + index)
                .setClassName("car").setTaxonomyVersion("road-v1").setScore(0.75f).setPointScore(0.5f)
                .setImageScore(null).setSpokenBy("joint").setServedWeights("teacher").setPairing("paired")
                .setImageBox(null).setModel("student").setModelVersion(3).setModelDigest("ab").setSources(List.of())
                .build();
    }

    private static List<String> stamps(List<LogRecord> records) {
        return records.stream().map(r -> r.getClass().getSimpleName() + " " + r.stampNanos()).sorted().toList();
    }

    private static <R> List<R> of(List<LogRecord> records, Class<R> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static List<LogRecord> readAll(DriveLog log) {
        List<LogRecord> out = new ArrayList<>();
        try (log) {
            for (LogRecord record = log.next(); record != null; record = log.next()) {
                out.add(record);
            }
        }
        return out;
    }
}
