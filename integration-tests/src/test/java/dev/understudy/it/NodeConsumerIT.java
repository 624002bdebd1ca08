package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.event.ImageBox;
import dev.understudy.event.SourceOffset;
import dev.understudy.proto.Topics;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.RegistryException;
import dev.understudy.streams.event.SchemaRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as another team sees them: a broker, a registry, and a consumer that shares no code with us. */
@Tag("broker")
@Tag("node")
class NodeConsumerIT {

    private static final String SCRIPT = "consume-events.cjs";
    private static final int COUNT = 5;
    private static final long STAMP = 1_316_995_200_123_456_789L;
    private static final String SUBJECT = Topics.OBJECT_EVENT + "-value";

    @TempDir
    static Path folder;

    private static LoopBroker broker;

    @BeforeAll
    static void publishEvents() throws Exception {
        broker = LoopBroker.cleared();
        Serde<ClassifiedObject> serde = EventSerdes.classifiedObject(SchemaRegistry.open(SharedServices.registryUrl()));
        for (int index = 0; index < COUNT; index++) {
            Records.produce(broker.bootstrapServers(), Map.of(), Topics.OBJECT_EVENT, "robot-1",
                    serde.serializer().serialize(Topics.OBJECT_EVENT, event(index)));
        }
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void shouldBeReadByAPlainConsumerInAnotherLanguage() throws Exception {
        NodeProject.Result result = NodeProject.run(SCRIPT, broker.bootstrapServers(),
                SharedServices.registryUrl(), Topics.OBJECT_EVENT, Integer.toString(COUNT));

        assertThat(result.exitCode()).as(result.errors()).isZero();
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> seen = result.output().lines().map(line -> parse(mapper, line)).toList();
        assertThat(seen).extracting(n -> n.required("key").asText()).containsOnly("robot-1");
        assertThat(seen).extracting(n -> n.required("event"))
                .containsExactlyElementsOf(
                        IntStream.range(0, COUNT).mapToObj(i -> parse(mapper, expected(i))).toList());
    }

    @Test
    void shouldTakeTheRegistrysAddressWithoutThePathOfItsApi() throws Exception {
        URI api = URI.create(SharedServices.registryUrl());
        NodeProject.Result result = NodeProject.run(SCRIPT, broker.bootstrapServers(),
                "http://" + api.getAuthority(), Topics.OBJECT_EVENT, "1");
        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.output()).hasLineCount(1).contains("robot-1");
    }

    @Test
    void shouldEndWithOneLineWhereNoRegistryAnswers() throws Exception {
        String nowhere = "http://127.0.0.1:" + CommandRun.freePort();
        NodeProject.Result result = NodeProject.run(SCRIPT, broker.bootstrapServers(), nowhere);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).hasLineCount(1).contains("no Confluent-compatible schema registry", nowhere);
    }

    @Test
    void shouldEndWithOneLineAtARecordThatIsNoEvent() throws Exception {
        Records.produce(broker.bootstrapServers(), Map.of(), Topics.POSE, "robot-1", new byte[] {1, 2, 3});
        NodeProject.Result result =
                NodeProject.run(SCRIPT, broker.bootstrapServers(), SharedServices.registryUrl(), Topics.POSE);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).hasLineCount(1).startsWith("cannot read the events: ");
    }

    @Test
    void shouldTellItsArguments() throws Exception {
        NodeProject.Result result = NodeProject.run(SCRIPT);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errors()).hasLineCount(1).startsWith("usage: node consume-events.cjs");
    }

    @Test
    void shouldBeReadByOurOwnConsumer() {
        Serde<ClassifiedObject> serde = EventSerdes.classifiedObject(SchemaRegistry.open(SharedServices.registryUrl()));

        assertThat(Records.consume(broker.bootstrapServers(), Topics.OBJECT_EVENT, COUNT, Duration.ofSeconds(60)))
                .extracting(r -> serde.deserializer().deserialize(r.topic(), r.value()))
                .containsExactlyElementsOf(IntStream.range(0, COUNT).mapToObj(NodeConsumerIT::event).toList());
    }

    @Test
    void shouldHoldTheRegistryToFullTransitiveCompatibility() {
        SchemaRegistry registry = SchemaRegistry.open(SharedServices.registryUrl());
        String current = ClassifiedObject.getClassSchema().toString();
        Schema broken = new Schema.Parser().parse(current.substring(0, current.lastIndexOf("]}"))
                + ",{\"name\":\"added\",\"type\":\"int\"}]}");

        assertThat(registry.compatibility(SUBJECT)).isEqualTo(SchemaRegistry.FULL_TRANSITIVE);
        assertThat(registry.isCompatible(SUBJECT, ClassifiedObject.getClassSchema())).isTrue();
        assertThat(registry.isCompatible(SUBJECT, broken)).isFalse();
        assertThatThrownBy(() -> registry.register(SUBJECT, broken)).isInstanceOf(RegistryException.class)
                .hasMessageContaining("409");
    }

    private static JsonNode parse(ObjectMapper mapper, String json) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    private static ClassifiedObject event(int index) {
        return ClassifiedObject.newBuilder()
                .setEventId("id-" + index).setStampNs(STAMP).setRobot("robot-1").setLidarFrameId("velodyne")
                .setClusterIndex(index).setBox(new Box(12.5, -3.25, 0.5, 4.5, 1.75, 1.5, 0.125)).setPointCount(321)
                .setTrackId(77).setClassName("Fußgänger").setTaxonomyVersion("road-v1").setScore(0.75f)
                .setPointScore(0.5f).setImageScore(index % 2 == 0 ? null : Float.valueOf(0.25f)).setSpokenBy("joint")
                .setServedWeights("teacher").setPairing("paired")
                .setImageBox(new ImageBox("cam_left", 1f, 2f, 30.5f, 40.5f)).setModel("student").setModelVersion(3)
                .setModelDigest("ab").setSources(List.of(new SourceOffset(Topics.LIDAR_FRAME, 1, 42L))).build();
    }

    /** Avro's JSON for a client whose unions are unwrapped; longs as text, for they exceed a JavaScript number. */
    private static String expected(int index) {
        return String.format(Locale.ROOT, """
                {"event_id": "id-%d", "stamp_ns": "%d", "robot": "robot-1", "lidar_frame_id": "velodyne",
                 "cluster_index": %d, "box": {"x": 12.5, "y": -3.25, "z": 0.5, "length": 4.5, "width": 1.75,
                 "height": 1.5, "yaw": 0.125}, "point_count": 321, "track_id": "77", "class_name": "Fußgänger",
                 "taxonomy_version": "road-v1", "score": 0.75, "point_score": 0.5, "image_score": %s,
                 "spoken_by": "joint", "served_weights": "teacher", "pairing": "paired", "image_box":
                 {"camera_frame_id": "cam_left", "left": 1, "top": 2, "right": 30.5, "bottom": 40.5},
                 "model": "student", "model_version": "3", "model_digest": "ab",
                 "sources": [{"topic": "perception.lidar.frame.v1", "partition": 1, "offset": "42"}]}
                """, index, STAMP, index, index % 2 == 0 ? "null" : "0.25");
    }
}
