package dev.understudy.streams.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.proto.v1.Verdict;
import dev.understudy.streams.InferenceTopology;
import dev.understudy.streams.model.LiveModel;
import dev.understudy.streams.state.MessageSerde;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InferenceTopologyTest {

    private static final byte[] KEY = "r1".getBytes(StandardCharsets.UTF_8);
    private static final long STAMP = 1_700_000_000_000_000_000L;
    /** What was published since the last look, as the serialiser saw it. */
    private final List<ClassifiedObject> published = new ArrayList<>();
    private final VerifiedCheckpoint first = FixedModel.checkpoint(1, "teacher");
    private final FixedModel model = new FixedModel(first);
    private final LiveModel<FixedModel> live = new LiveModel<>(first, model);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopologyTestDriver driver = driver(InferenceSettings.defaults());

    private TopologyTestDriver driver(InferenceSettings settings) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test-inference");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        // Another checkout's tests may run at the same time, and the default is one folder for all of them.
        properties.put(StreamsConfig.STATE_DIR_CONFIG, Path.of("target", "streams-state").toAbsolutePath().toString());
        return new TopologyTestDriver(
                InferenceTopology.build(settings, live, this::capture, meters), properties);
    }

    @AfterEach
    void close() {
        driver.close();
        live.close();
    }

    private void send(byte[] value, Headers headers) {
        driver.createInputTopic(Topics.CLUSTER, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(KEY, value, headers, Instant.ofEpochMilli(STAMP / 1_000_000)));
    }

    private void send(ClusterSet set) {
        send(set.toByteArray(), new RecordHeaders());
    }

    private byte[] capture(String topic, ClassifiedObject event) {
        published.add(event);
        return event.getEventId().getBytes(StandardCharsets.UTF_8);
    }

    private List<TestRecord<byte[], byte[]>> eventRecords() {
        return driver.createOutputTopic(Topics.OBJECT_EVENT, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private List<ClassifiedObject> events() {
        List<ClassifiedObject> since = List.copyOf(published);
        published.clear();
        assertThat(eventRecords()).hasSameSizeAs(since);
        return since;
    }

    private List<TestRecord<byte[], PseudoLabelledSample>> samples() {
        return driver.createOutputTopic(Topics.SAMPLE, new ByteArrayDeserializer(),
                new MessageSerde<>(PseudoLabelledSample.parser()).deserializer()).readRecordsToList();
    }

    private static ClusterSet frame(int objects) {
        ClusterSet.Builder set = ClusterSet.newBuilder().setRobotId("r1").setLidarFrameId("lidar").setStampNs(STAMP)
                .setPairing(PairingReason.PAIRED)
                .setLidarSource(SourceRecord.newBuilder().setTopic(Topics.LIDAR_FRAME).setOffset(41))
                .setCameraSource(SourceRecord.newBuilder().setTopic(Topics.CAMERA_FRAME).setOffset(17));
        for (int i = 0; i < objects; i++) {
            Cluster.Builder object = Cluster.newBuilder().setIndex(i).setTrackId(100 + i).setPointCount(50)
                    .setBox(OrientedBox.newBuilder().setX(i).setLength(4).setWidth(2).setHeight(1.5));
            if (i % 2 == 0) {
                object.setCrop(ImageCrop.newBuilder().setCameraFrameId("cam").setLeft(1).setRight(5));
            }
            set.addClusters(object);
        }
        return set.build();
    }

    @Test
    void shouldPublishOneEventPerObjectNamingModelAndSources() {
        send(frame(2));

        List<ClassifiedObject> events = events();
        assertThat(events).hasSize(2);
        ClassifiedObject event = events.get(0);
        assertThat(event.getClassName()).isEqualTo("car");
        assertThat(event.getTrackId()).isEqualTo(100);
        assertThat(event.getPairing()).isEqualTo("paired");
        assertThat(event.getSpokenBy()).isEqualTo("joint");
        assertThat(event.getServedWeights()).isEqualTo("teacher");
        assertThat(event.getModelVersion()).isEqualTo(1);
        assertThat(event.getModelDigest())
                .isEqualTo(HexFormat.of().formatHex(first.ref().getDigest().toByteArray()));
        assertThat(event.getSources()).extracting(s -> s.getTopic() + "@" + s.getOffset())
                .containsExactly(Topics.LIDAR_FRAME + "@41", Topics.CAMERA_FRAME + "@17");
        assertThat(event.getImageBox().getRight()).isEqualTo(5);
        assertThat(events.get(1).getImageBox()).isNull();
        assertThat(events.get(1).getImageScore()).isNull();
    }

    @Test
    void shouldGiveEveryObjectItsOwnIdAndTheSameOneEachTime() {
        send(frame(3));
        List<String> once = events().stream().map(ClassifiedObject::getEventId).toList();
        send(frame(3));

        assertThat(once).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(events()).extracting(ClassifiedObject::getEventId).isEqualTo(once);
    }

    @Test
    void shouldMakeASampleOfEveryJudgedObject() {
        send(frame(4));

        List<PseudoLabelledSample> samples = samples().stream().map(TestRecord::value).toList();
        assertThat(samples).extracting(PseudoLabelledSample::getVerdict).containsExactly(Verdict.ACCEPTED,
                Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.BELOW_THRESHOLD);
        assertThat(samples.get(0).getTeacher()).isEqualTo(first.ref());
        assertThat(samples.get(0).getPointDistributionList()).containsExactly(0.9f, 1 - 0.9f);
        assertThat(samples.get(1).getImageDistributionCount()).isZero();
        assertThat(samples.get(0).getCluster().hasCrop()).isTrue();
    }

    @Test
    void shouldKeepRejectedObjectsOnlyAtTheStatedRate() {
        driver.close();
        driver = driver(new InferenceSettings(0));
        send(frame(4));

        assertThat(samples()).extracting(r -> r.value().getVerdict()).containsOnly(Verdict.ACCEPTED).hasSize(3);
        assertThat(events()).hasSize(4);
    }

    @Test
    void shouldStateTheRateOfRejectedSamples() {
        send(frame(4));

        TestRecord<byte[], PseudoLabelledSample> rejected = samples().get(3);
        assertThat(rejected.headers().lastHeader(InferenceNames.HEADER_REJECTED_RATE).value())
                .isEqualTo("1.0".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldRunTheTeacherOnceWhenItsWeightsServe() {
        send(frame(5));

        assertThat(model.teacherPasses).isEqualTo(1);
        assertThat(model.studentPasses).isZero();
    }

    @Test
    void shouldClassifyWithTheStudentWhenItServesAndStillLabelWithTheTeacher() {
        VerifiedCheckpoint second = FixedModel.checkpoint(2, "student");
        live.swap(second, new FixedModel(second));
        send(frame(1));

        assertThat(events()).extracting(ClassifiedObject::getClassName, ClassifiedObject::getServedWeights)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("pole", "student"));
        assertThat(samples().get(0).value().getLabel()).isZero();
    }

    @Test
    void shouldNameTheNewModelFromTheNextFrameOnAndFreeTheOldOne() {
        send(frame(1));
        VerifiedCheckpoint second = FixedModel.checkpoint(2, "teacher");
        live.swap(second, new FixedModel(second));
        send(frame(1));

        assertThat(events()).extracting(ClassifiedObject::getModelVersion).containsExactly(1L, 2L);
        assertThat(model.closed).isTrue();
    }

    @Test
    void shouldPassTheTraceOnToEveryEvent() {
        Headers headers = new RecordHeaders().add(Topics.HEADER_TRACEPARENT, new byte[] {1, 2});
        send(frame(2).toByteArray(), headers);

        assertThat(eventRecords()).hasSize(2).allSatisfy(r ->
                assertThat(r.headers().lastHeader(Topics.HEADER_TRACEPARENT).value()).containsExactly(1, 2));
    }

    @Test
    void shouldSendUnreadableFramesToTheDeadLettersAndGoOn() {
        byte[] bad = {10, 99, 1};
        send(bad, new RecordHeaders());
        send(frame(1));

        List<TestRecord<byte[], byte[]>> dead = driver.createOutputTopic(Topics.DEAD_LETTER,
                new ByteArrayDeserializer(), new ByteArrayDeserializer()).readRecordsToList();
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).value()).isEqualTo(bad);
        assertThat(events()).hasSize(1);
    }

    @Test
    void shouldPublishNothingForAFrameWithoutObjects() {
        send(frame(0));

        assertThat(events()).isEmpty();
        assertThat(samples()).isEmpty();
    }

    /** The frame with an opinion on every object: surely no car. */
    private static ClusterSet judged(ClusterSet frame, String taxonomy, float... distribution) {
        ClusterSet.Builder judged = frame.toBuilder();
        judged.getClustersBuilderList().forEach(object -> {
            object.getImageOpinionBuilder().setTeacher("fake:teacher").setTaxonomyVersion(taxonomy);
            for (float p : distribution) {
                object.getImageOpinionBuilder().addDistribution(p);
            }
        });
        return judged.build();
    }

    @Test
    void shouldBlendAnImageTeachersOpinionIntoSamplesAndSayWhose() {
        send(judged(frame(2), "toy-1", 0, 1));

        List<PseudoLabelledSample> samples = samples().stream().map(TestRecord::value).toList();
        assertThat(samples.get(0).getImageTeacher()).isEqualTo("fake:teacher");
        assertThat(samples.get(0).getPointDistributionList()).containsExactly(0.9f, 1 - 0.9f);
        assertThat(samples.get(0).getImageDistributionList()).containsExactly(0.9f / 2, (1 - 0.9f + 1) / 2);
        assertThat(samples.get(0).getConfidence()).isEqualTo((0.9f * 0.5f + 0.45f) / 1.5f,
                org.assertj.core.api.Assertions.within(1e-6f));
        assertThat(samples.get(0).getCluster().hasImageOpinion()).isFalse();
        assertThat(samples.get(1).getImageTeacher()).as("an object without an image keeps none").isEmpty();
        assertThat(samples.get(1).getImageDistributionCount()).isZero();
    }

    @Test
    void shouldServeAndMeasureTheModelsOwnBranchesWhateverAnImageTeacherSays() {
        send(frame(4));
        List<ClassifiedObject> without = events();
        samples();
        send(judged(frame(4), "toy-1", 0, 1));

        assertThat(events()).isEqualTo(without);
        assertThat(samples()).extracting(r -> r.value().getImageTeacher()).contains("fake:teacher");
        assertThat(model.teacherPasses).isEqualTo(2);
        assertThat(meters.get("pseudolabel.agreement").summary().mean()).isEqualTo(1);
    }

    @Test
    void shouldPassOverAndCountOpinionsThatDoNotFitTheModel() {
        send(frame(2));
        List<PseudoLabelledSample> without = samples().stream().map(TestRecord::value).toList();
        send(judged(frame(2), "toy-2", 0, 1));
        send(judged(frame(2), "toy-1", 0, 0, 1));
        send(judged(frame(2), "toy-1", Float.NaN, 1));
        send(judged(frame(2), "toy-1", -1, 2));

        List<PseudoLabelledSample> with = samples().stream().map(TestRecord::value).toList();
        assertThat(with).hasSize(8);
        for (int i = 0; i < with.size(); i++) {
            assertThat(with.get(i)).isEqualTo(without.get(i % 2));
        }
        assertThat(passedOver("other-taxonomy")).isEqualTo(2);
        assertThat(passedOver("other-classes")).isEqualTo(2);
        assertThat(passedOver("no-distribution")).isEqualTo(4);
    }

    private double passedOver(String reason) {
        return meters.get("image.teacher.passed.over").tag("reason", reason).counter().count();
    }
}
