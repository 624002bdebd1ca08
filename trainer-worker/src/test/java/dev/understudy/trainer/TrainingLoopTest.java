package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.MemoryArchive;
import dev.understudy.learning.checkpoint.NewestCheckpoint;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.label.RobotTrust;
import dev.understudy.learning.maths.MathsFault;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.maths.WrongMathsException;
import dev.understudy.learning.train.Discard;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.SignedManifest;
import dev.understudy.proto.v1.TrainerState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {

    private static final TopicPartition SAMPLES = new TopicPartition(Topics.SAMPLE, 0);
    private static final TrainerSettings SETTINGS =
            TrainerSettings.local(KafkaConnection.to("unused:9092"), Path.of("unused")).withStepsPerCandidate(3)
                    .withKeepVersions(2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Signer signer = Signer.generate();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(cluster(), true, null,
            new ByteArraySerializer(), new ByteArraySerializer());
    private final ScriptedLearner learner = new ScriptedLearner();
    private final ScriptedRequests requests = new ScriptedRequests();
    private final TrainingLoop loop = new TrainingLoop(SETTINGS, consumer,
            new Publisher(producer, signer, SETTINGS.transactionalId()), signer, new TrainerMetrics(meters), requests);
    private long nextOffset;

    @BeforeEach
    void layTopics() {
        for (String topic : List.of(Topics.CHECKPOINT, Topics.TRAINER_STATE, Topics.SAMPLE)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), null, null)));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, 0L));
        }
    }

    @Test
    void shouldCommitOffsetsOnlyWithACheckpointThatContainsTheirSamples() {
        run(samples(1, 2, 3, 4));
        assertThat(committedOffset()).isEqualTo(3);
        assertThat(state().getPositionsMap()).containsEntry(0, 3L);
        assertThat(state().getAdmittedSamples()).isEqualTo(3);
        assertThat(learner.published).containsExactly(2L);
        assertThat(learner.closed).isTrue();
    }

    @Test
    void shouldWriteTheManifestAfterItsChunksAndTheEventsInOneTransaction() {
        run(samples(1, 2, 3));
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(topics()).containsExactly(Topics.CHECKPOINT, Topics.CHECKPOINT, Topics.TRAINER_STATE,
                Topics.LIFECYCLE, Topics.LIFECYCLE);
        assertThat(keys(Topics.CHECKPOINT)).containsExactly("student/000000000002/00000",
                "student/000000000002/manifest");
        assertThat(kinds()).containsExactly(LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED);
    }

    @Test
    void shouldSignItsLifecycleEvents() {
        run(samples(1, 2, 3));
        for (ProducerRecord<byte[], byte[]> event : sent(Topics.LIFECYCLE)) {
            var signed = SignedManifest.newBuilder()
                    .setManifest(ByteString.copyFrom(event.value()))
                    .setKeyId(header(event, Topics.HEADER_KEY_ID))
                    .setSignature(ByteString.copyFrom(
                            event.headers().lastHeader(Topics.HEADER_SIGNATURE).value())).build();
            assertThat(KeyRing.of(signer.publicKey()).objection(signed)).isEmpty();
        }
    }

    @Test
    void shouldKeepOffsetsAndCheckpointWhenACandidateIsRejected() {
        learner.verdicts.add("canary-vs-base");
        run(samples(1, 2, 3));
        assertThat(producer.consumerGroupOffsetsHistory()).isEmpty();
        assertThat(sent(Topics.CHECKPOINT)).isEmpty();
        assertThat(state().getPositionsMap()).isEmpty();
        assertThat(state().getLastVersion()).isEqualTo(2);
        assertThat(kinds()).containsExactly(LifecycleKind.CANDIDATE, LifecycleKind.REJECTED);
        assertThat(events().get(1).getReason()).isEqualTo("canary-vs-base");
    }

    @Test
    void shouldGrowVersionsAndEpochsOverRejections() {
        learner.verdicts.addAll(List.of("", "tracks", ""));
        run(samples(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(learner.published).containsExactly(2L, 4L);
        assertThat(events().stream().map(LifecycleEvent::getEpoch)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(state().getPromoted()).isEqualTo(2);
        assertThat(state().getRejected()).isEqualTo(1);
    }

    @Test
    void shouldSayWhichRobotsItTrustsNoMoreBeforeTheCandidateMadeWithoutThem() {
        learner.trust.add(new RobotTrust.Change("robot-7", false, 0.02));
        learner.trust.add(new RobotTrust.Change("robot-8", true, 0.41));
        run(samples(1, 2, 3, 4, 5, 6));
        assertThat(kinds()).containsExactly(LifecycleKind.ROBOT_DISTRUSTED, LifecycleKind.ROBOT_TRUSTED,
                LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED, LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED);
        assertThat(events().stream().map(LifecycleEvent::getEpoch)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(events().get(0).getRobot()).isEqualTo("robot-7");
        assertThat(events().get(0).getReason()).isEqualTo("branches-unrelated");
        assertThat(events().get(0).getReport()).isEqualTo("{\"kappa\":0.020}");
        assertThat(events().get(1).getReason()).isEqualTo("branches-agree");
        assertThat(state().getLastEpoch()).isEqualTo(7);
    }

    @Test
    void shouldRejectWeightsThatAreNoNumbersWhateverTheGateSays() {
        learner.verdicts.add("nan");
        run(samples(1, 2, 3));
        assertThat(events().get(1).getReason()).isEqualTo("not-finite");
        assertThat(sent(Topics.CHECKPOINT)).isEmpty();
    }

    @Test
    void shouldBuryABadSampleInTheTransactionOfTheCheckpointBehindIt() {
        run(List.of(sample(1), record(new byte[] {-1, -1}), sample(2), sample(3)));
        assertThat(producer.commitCount()).isEqualTo(1);
        ProducerRecord<byte[], byte[]> letter = sent(Topics.DEAD_LETTER).get(0);
        assertThat(letter.value()).containsExactly(-1, -1);
        assertThat(header(letter, Topics.HEADER_DEAD_REASON)).isEqualTo("undecodable-sample");
        assertThat(header(letter, Topics.HEADER_DEAD_TOPIC)).isEqualTo(Topics.SAMPLE);
        assertThat(header(letter, Topics.HEADER_DEAD_OFFSET)).isEqualTo("1");
        assertThat(committedOffset()).isEqualTo(4);
    }

    @Test
    void shouldBurySamplesTheLearnerCannotUseAndGoOn() {
        PseudoLabelledSample stranger = PseudoLabelledSample.newBuilder().setTaxonomyVersion("other").build();
        run(List.of(sample(-5), record(stranger.toByteArray()), sample(1), sample(2), sample(3)));
        assertThat(sent(Topics.DEAD_LETTER)).hasSize(2)
                .allMatch(letter -> header(letter, Topics.HEADER_DEAD_REASON).equals("unusable-sample"));
        assertThat(learner.published).hasSize(1);
    }

    @Test
    void shouldCommitBuriedSamplesOnCloseWithoutMovingTheOffsets() {
        run(List.of(sample(1), record(new byte[] {-1})));
        assertThat(sent(Topics.DEAD_LETTER)).hasSize(1);
        assertThat(producer.consumerGroupOffsetsHistory()).isEmpty();
        assertThat(state().getPositionsMap()).isEmpty();
        assertThat(state().getDeadLetteredMap()).containsEntry(0, 2L);
    }

    @Test
    void shouldMakeAnEarlierVersionLiveAgainAsANewOne() {
        requests.published.put(1L, version(1, 7));
        requests.asked.add(request(1, 40));
        run(samples(1, 2, 3));
        assertThat(events()).extracting(LifecycleEvent::getKind, e -> e.getModel().getVersion(),
                LifecycleEvent::getEpoch).containsExactly(
                        tuple(LifecycleKind.ROLLED_BACK, 2L, 2L), tuple(LifecycleKind.CANDIDATE, 3L, 3L),
                        tuple(LifecycleKind.PROMOTED, 3L, 4L));
        assertThat(events().get(0).getFrom().getOffset()).isEqualTo(40);
        assertThat(learner.seen).containsExactly(7f, 1f, 2f, 3f);
        assertThat(state().getAnsweredRequests()).isEqualTo(41);
        assertThat(producer.commitCount()).isEqualTo(2);
    }

    @Test
    void shouldCommitARollbackWithItsCheckpointAndTheSamplesOfferedSoFar() {
        requests.published.put(1L, version(1, 7));
        consumer.schedulePollTask(() -> {
            consumer.updateEndOffsets(Map.of(SAMPLES, 2L));
            samples(1, 2).forEach(consumer::addRecord);
        });
        consumer.schedulePollTask(() -> requests.asked.add(request(1, 40)));
        run(List.of());
        assertThat(topics()).containsExactly(Topics.CHECKPOINT, Topics.CHECKPOINT, Topics.TRAINER_STATE,
                Topics.LIFECYCLE);
        assertThat(committedOffset()).isEqualTo(2);
        assertThat(state().getCheckpoint().getVersion()).isEqualTo(2);
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void shouldRefuseARequestForWhatWasNeverPublished() {
        requests.asked.add(request(9, 40));
        run(List.of());
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.getKind()).isEqualTo(LifecycleKind.REQUEST_REFUSED);
            assertThat(event.getReason()).isEqualTo("unknown-version");
        });
        assertThat(sent(Topics.CHECKPOINT)).isEmpty();
        assertThat(state().getAnsweredRequests()).isEqualTo(41);
    }

    @Test
    void shouldRefuseARequestThatPinsAnotherDigest() {
        requests.published.put(1L, version(1, 7));
        OperatorRequest request = request(1, 40);
        requests.asked.add(new OperatorRequest(request.event().toBuilder().setModel(request.event().getModel()
                .toBuilder().setDigest(ByteString.copyFromUtf8("another"))).build(), 40));
        run(List.of());
        assertThat(kinds()).containsExactly(LifecycleKind.REQUEST_REFUSED);
    }

    @Test
    void shouldRefuseAVersionThatTheLearnerCannotGoOnFrom() {
        requests.published.put(1L, version(1, 7));
        requests.asked.add(request(1, 40));
        learner.refused = 7;
        run(List.of());
        assertThat(events()).singleElement().satisfies(event ->
                assertThat(event.getReason()).isEqualTo("not-loadable"));
    }

    @Test
    void shouldRefuseAVersionInWhoseShapesTheMathsIsWrong() {
        requests.published.put(1L, version(1, 7));
        requests.asked.add(request(1, 40));
        learner.refused = 7;
        learner.refusal = new WrongMathsException(new MathsFault("convolution, output", "2 x 20 x 16 x 16", 0.3),
                MathsPath.current());
        run(List.of());
        assertThat(events()).singleElement().satisfies(event ->
                assertThat(event.getReason()).isEqualTo("wrong-maths"));
    }

    @Test
    void shouldLearnOnAsBeforeWhenTheRollbackIsNotCommitted() {
        requests.published.put(1L, version(1, 7));
        requests.asked.add(request(1, 40));
        producer.commitTransactionException = new ProducerFencedException("newer epoch");
        assertThatThrownBy(() -> run(List.of())).isInstanceOf(TrainerException.class);
        assertThat(learner.closed).isTrue();
    }

    @Test
    void shouldCommitTheLearnersMemoryWithTheCheckpointItBelongsTo() {
        learner.memory = new byte[] {1, 2, 3};
        run(samples(1, 2, 3));
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(keys(Topics.TRAINER_STATE)).containsExactly("student/memory/00000", "student");
        assertThat(state().getMemory().getCheckpoint()).isEqualTo(state().getCheckpoint());
        assertThat(MemoryArchive.unpack(state().getMemory(), Map.of(0, sent(Topics.TRAINER_STATE).get(0).value()),
                state().getCheckpoint()).content()).contains(new byte[] {1, 2, 3});
    }

    @Test
    void shouldKeepTheMemorysDescriptionWhenACandidateIsRejected() {
        learner.memory = new byte[] {1, 2, 3};
        learner.verdicts.addAll(List.of("", "tracks"));
        run(samples(1, 2, 3, 4, 5, 6));
        assertThat(keys(Topics.TRAINER_STATE)).containsExactly("student/memory/00000", "student", "student");
        assertThat(state().getMemory().getCheckpoint().getVersion()).isEqualTo(2);
    }

    @Test
    void shouldReturnToWhatWasLiveBeforeAndFreezeWhenTheLiveModelDeclines() {
        learner.decline = new Decline("canary-vs-base", "[1]");
        learner.declinesAt = 5;
        run(samples(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(kinds()).containsExactly(LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED,
                LifecycleKind.ROLLED_BACK, LifecycleKind.FROZEN);
        assertThat(events().get(2).getReason()).isEqualTo("canary-vs-base");
        assertThat(events().get(2).getReport()).isEqualTo("[1]");
        assertThat(events().stream().map(LifecycleEvent::getEpoch)).containsExactly(2L, 3L, 4L, 5L);
        assertThat(state().getCheckpoint().getVersion()).isEqualTo(3);
        assertThat(state().getFrozen()).isEqualTo("canary-vs-base");
        assertThat(committedOffset()).as("what is passed over is done with at once").isEqualTo(9);
        assertThat(state().getPositionsMap()).as("passed over for good, whenever it resumes").containsEntry(0, 9L);
        assertThat(learner.seen).as("begins as the bootstrap did, and learns nothing while frozen").isEmpty();
        assertThat(meters.get(TrainerMetrics.FROZEN).gauge().value()).isEqualTo(1);
        assertThat(meters.get(TrainerMetrics.SAMPLES).tag("admission", "frozen").counter().count()).isEqualTo(4);
    }

    @Test
    void shouldFallBackToTheVersionBeforeTheOneThatDeclined() {
        learner.decline = new Decline("entropy", "[]");
        learner.declinesAt = 8;
        requests.published.put(2L, version(2, 3));
        run(samples(1, 2, 3, 4, 5, 6, 7, 8));
        assertThat(learner.seen).containsExactly(3f);
        assertThat(state().getCheckpoint().getVersion()).isEqualTo(4);
        assertThat(state().hasFallback()).isFalse();
        assertThat(state().getPinnedList()).containsExactly(2L);
    }

    @Test
    void shouldGoOnBehindWhatItPassedOverWhenAskedToResume() {
        learner.decline = new Decline("entropy", "[]");
        learner.declinesAt = 1;
        requests.asked.add(resume(40));
        requests.heldBack = 1;
        run(samples(1, 2, 3), samples(4, 5, 6));
        assertThat(kinds()).containsExactly(LifecycleKind.ROLLED_BACK, LifecycleKind.FROZEN, LifecycleKind.RESUMED,
                LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED);
        assertThat(learner.seen).containsExactly(4f, 5f, 6f);
        assertThat(state().getFrozen()).isEmpty();
        assertThat(state().getAnsweredRequests()).isEqualTo(41);
    }

    @Test
    void shouldRefuseToResumeWhatIsNotFrozen() {
        requests.asked.add(resume(40));
        run(List.of());
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.getKind()).isEqualTo(LifecycleKind.REQUEST_REFUSED);
            assertThat(event.getReason()).isEqualTo("not-frozen");
        });
    }

    @Test
    void shouldDeleteVersionsBeyondThoseItKeepsInTheTransactionThatPublishes() {
        run(samples(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        List<String> deleted = sent(Topics.CHECKPOINT).stream().filter(r -> r.value() == null)
                .map(r -> new String(r.key(), StandardCharsets.UTF_8)).toList();
        // Kept: the newest two (4, 5); what was live before is among them.
        assertThat(deleted).containsExactly("student/000000000002/manifest", "student/000000000002/00000",
                "student/000000000003/manifest", "student/000000000003/00000");
        assertThat(producer.commitCount()).isEqualTo(4);
    }

    @Test
    void shouldStopInOneLineWhenFenced() {
        producer.commitTransactionException = new ProducerFencedException("newer epoch");
        assertThatThrownBy(() -> run(samples(1, 2, 3))).isInstanceOf(TrainerException.class)
                .hasMessageContaining("another trainer took over understudy-trainer-student");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldSayWhichTopicIsMissing() {
        consumer.updatePartitions(Topics.SAMPLE, List.of());
        assertThatThrownBy(() -> run(List.of())).hasMessageContaining("topic learning.sample.v1 does not exist");
    }

    @Test
    void shouldCountWhatItDid() {
        run(samples(1, 2, 3));
        assertThat(meters.get(TrainerMetrics.ADMITTED).tag("rule", "joint-max").counter().count()).isEqualTo(3);
        assertThat(meters.get(TrainerMetrics.STEPS).counter().count()).isEqualTo(3);
        assertThat(meters.get(TrainerMetrics.LOSS).gauge().value()).isEqualTo(3);
        assertThat(meters.get(TrainerMetrics.COVERAGE).gauge().value()).isEqualTo(1);
        assertThat(meters.get(TrainerMetrics.PUBLISHED_VERSION).gauge().value()).isEqualTo(2);
        assertThat(meters.get(TrainerMetrics.CANDIDATES).tag("outcome", "promoted").counter().count()).isEqualTo(1);
    }

    @Test
    void shouldTellWhyTrainingMakesNoProgress() {
        learner.discards.addAll(Collections.nCopies(StepWatch.FEWEST, Discard.NOT_FINITE));
        assertThat(loop.stepFault()).isEmpty();
        run(samples(LongStream.rangeClosed(1, StepWatch.FEWEST).toArray()));
        assertThat(loop.stepFault()).hasValueSatisfying(why -> assertThat(why).contains("20 not finite"));
        assertThat(meters.get(TrainerMetrics.DISCARDED_STEPS).tag("cause", "not-finite").counter().count())
                .isEqualTo(StepWatch.FEWEST);
    }

    @Test
    void shouldCountARollBackAfterVetoes() {
        learner.verdicts.add("canary-vs-base");
        learner.rollsBack = true;
        run(samples(1, 2, 3));
        assertThat(meters.get(TrainerMetrics.ROLLBACKS).tag("cause", "vetoes").counter().count()).isEqualTo(1);
    }

    private static OperatorRequest resume(long offset) {
        return new OperatorRequest(LifecycleEvent.newBuilder().setKind(LifecycleKind.RESUME_REQUESTED)
                .setModel(ModelRef.newBuilder().setModel("student")).build(), offset);
    }

    private static OperatorRequest request(long version, long offset) {
        return new OperatorRequest(LifecycleEvent.newBuilder().setKind(LifecycleKind.ROLLBACK_REQUESTED)
                .setModel(ModelRef.newBuilder().setModel("student").setVersion(version)).build(), offset);
    }

    /** A published version that has seen one sample. */
    private VerifiedCheckpoint version(long version, float seen) {
        NewestCheckpoint newest = new NewestCheckpoint("student", KeyRing.of(signer.publicKey()),
                AssemblyLimits.defaults());
        CheckpointCodec.encode(new Checkpoint(CheckpointManifest.newBuilder().setModel("student").setVersion(version)
                .setEpoch(version).build(), Map.of("seen", new Tensor(new long[] {1}, new float[] {seen}))), signer)
                .records().forEach(newest::take);
        return newest.newest().orElseThrow();
    }

    /** Gives the records to the loop, then stops it. */
    @SafeVarargs
    private void run(List<ConsumerRecord<byte[], byte[]>>... polls) {
        for (List<ConsumerRecord<byte[], byte[]>> records : polls) {
            consumer.schedulePollTask(() -> {
                consumer.updateEndOffsets(Map.of(SAMPLES, nextOffset));
                records.forEach(consumer::addRecord);
            });
        }
        consumer.schedulePollTask(loop::stop);
        loop.run(KeyRing.of(signer.publicKey()), ScriptedLearner.BOOTSTRAP,
                (bootstrap, from) -> learner.from(from));
    }

    private List<ConsumerRecord<byte[], byte[]>> samples(long... stamps) {
        return Arrays.stream(stamps).mapToObj(this::sample).toList();
    }

    private ConsumerRecord<byte[], byte[]> sample(long stamp) {
        return record(PseudoLabelledSample.newBuilder().setStampNs(stamp).setRule("joint-max").build().toByteArray());
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>(Topics.SAMPLE, 0, nextOffset++, "robot".getBytes(StandardCharsets.UTF_8), value);
    }

    private long committedOffset() {
        Map<String, Map<TopicPartition, OffsetAndMetadata>> last =
                producer.consumerGroupOffsetsHistory().get(producer.consumerGroupOffsetsHistory().size() - 1);
        return last.values().iterator().next().get(SAMPLES).offset();
    }

    private TrainerState state() {
        List<ProducerRecord<byte[], byte[]>> states = sent(Topics.TRAINER_STATE);
        try {
            return TrainerState.parseFrom(states.get(states.size() - 1).value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private List<LifecycleEvent> events() {
        return sent(Topics.LIFECYCLE).stream().map(record -> {
            try {
                return LifecycleEvent.parseFrom(record.value());
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }).toList();
    }

    private List<LifecycleKind> kinds() {
        return events().stream().map(LifecycleEvent::getKind).toList();
    }

    private List<ProducerRecord<byte[], byte[]>> sent(String topic) {
        return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private List<String> topics() {
        return producer.history().stream().map(ProducerRecord::topic).toList();
    }

    private List<String> keys(String topic) {
        return sent(topic).stream().map(r -> new String(r.key(), StandardCharsets.UTF_8)).toList();
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static Cluster cluster() {
        List<PartitionInfo> partitions = Stream.of(Topics.CHECKPOINT, Topics.LIFECYCLE, Topics.TRAINER_STATE,
                Topics.DEAD_LETTER).map(t -> new PartitionInfo(t, 0, Node.noNode(), null, null)).toList();
        return new Cluster("mock", List.of(Node.noNode()), partitions, Set.of(), Set.of());
    }
}
