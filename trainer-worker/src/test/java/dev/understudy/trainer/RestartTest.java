package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointAssembler;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.NewestCheckpoint;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.gate.Gates;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.loop.LearningLoop;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.TrainerState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The real learner, killed at some sample and started again, ends as one that was not, bit for bit. */
class RestartTest {

    private static final int STEPS_PER_CANDIDATE = 6;
    private static final TrainerSettings SETTINGS =
            TrainerSettings.local(KafkaConnection.to("unused:9092"), Path.of("unused"))
            .withLearning(LearningConfig.defaults().withGate(Gates.OPEN).withStepsPerCandidate(STEPS_PER_CANDIDATE));
    private static final List<PseudoLabelledSample> RECORDS = TinyBootstrap.records(40, 3);

    private final Signer signer = Signer.generate();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Checkpoint bootstrap = TinyBootstrap.checkpoint();
    private Learner.Factory learners = OnlineLearner.with(SETTINGS, TinyBootstrap.anchors());
    /** What was committed, by topic. */
    private final List<ProducerRecord<byte[], byte[]>> committed = new ArrayList<>();

    @Test
    void shouldEndAsIfItHadNeverBeenKilled() throws Exception {
        life(RECORDS.size());
        Checkpoint uninterrupted = newest();
        TrainerState state = state();
        committed.clear();

        for (int killedAt : new int[] {150, 151, 260, 333, RECORDS.size()}) {
            life(killedAt);
        }
        assertThat(newest().tensors()).isEqualTo(uninterrupted.tensors());
        assertThat(newest().manifest().getVersion()).isEqualTo(uninterrupted.manifest().getVersion());
        assertThat(state().getPositionsMap()).isEqualTo(state.getPositionsMap());
        assertThat(state().getAdmittedSamples()).isEqualTo(state.getAdmittedSamples());
        assertThat(meters.find(TrainerMetrics.MEMORY_REFUSED).counter()).isNull();
    }

    @Test
    void shouldNotEndAlikeWhenItsMemoryIsLost() throws Exception {
        life(RECORDS.size());
        Checkpoint uninterrupted = newest();
        committed.clear();
        life(260);
        committed.removeIf(r -> r.topic().equals(Topics.TRAINER_STATE) && new String(r.key()).contains("/memory/"));
        life(RECORDS.size());
        assertThat(newest().tensors()).isNotEqualTo(uninterrupted.tensors());
        assertThat(meters.get(TrainerMetrics.MEMORY_REFUSED).tag("reason", "missing-chunk").counter().count())
                .isEqualTo(1);
    }

    @Test
    void shouldHoldTheLiveModelAgainstTheSameOneAsBeforeTheRestart() throws Exception {
        ScriptedLearner learner = new ScriptedLearner();
        bootstrap = ScriptedLearner.BOOTSTRAP;
        learners = (ignored, from) -> learner.from(from);
        life(2 * STEPS_PER_CANDIDATE);
        assertThat(learner.published).containsExactly(2L, 3L);
        assertThat(learner.followed).as("nothing but the bootstrap was live before the start").isZero();
        life(2 * STEPS_PER_CANDIDATE + 1);
        assertThat(learner.followed).isEqualTo(2);
    }

    @Test
    void shouldPublishWhatTheLoopOfExperimentsPublishesFromTheSameSamples() throws Exception {
        life(RECORDS.size());
        try (LearningLoop loop = new LearningLoop(SETTINGS.learning(), TinyBootstrap.anchors(), bootstrap,
                SETTINGS.seed(), new LearningLoop.Listener() { })) {
            RECORDS.forEach(loop::take);
            assertThat(loop.live().tensors()).isNotEqualTo(bootstrap.tensors()).isEqualTo(newest().tensors());
            assertThat(loop.live().manifest().getClassThresholdsList()).isNotEmpty()
                    .isEqualTo(newest().manifest().getClassThresholdsList());
            assertThat(loop.live().manifest().getPointWeight()).isEqualTo(newest().manifest().getPointWeight());
        }
    }

    /** A trainer that starts on what is committed, takes the samples up to one, and is gone. */
    private void life(int until) throws Exception {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
        for (String topic : List.of(Topics.CHECKPOINT, Topics.TRAINER_STATE)) {
            List<ConsumerRecord<byte[], byte[]>> records = read(topic);
            lay(consumer, topic, records.size());
            if (!records.isEmpty()) {
                consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
            }
        }
        lay(consumer, Topics.SAMPLE, until);
        long from = committed.isEmpty() ? 0 : state().getPositionsOrDefault(0, 0);
        consumer.schedulePollTask(() -> {
            for (long offset = from; offset < until; offset++) {
                consumer.addRecord(new ConsumerRecord<>(Topics.SAMPLE, 0, offset, null,
                        RECORDS.get((int) offset).toByteArray()));
            }
        });
        TrainingLoop loop = new TrainingLoop(SETTINGS, consumer, new Publisher(producer, signer, "id"), signer,
                new TrainerMetrics(meters), requests());
        consumer.schedulePollTask(loop::stop);
        loop.run(KeyRing.of(signer.publicKey()), bootstrap, learners);
        committed.addAll(producer.history());
    }

    /** Nobody asks for anything, but versions that are on the topic can be looked up. */
    private ScriptedRequests requests() throws Exception {
        ScriptedRequests requests = new ScriptedRequests();
        CheckpointAssembler assembler =
                new CheckpointAssembler(KeyRing.of(signer.publicKey()), AssemblyLimits.defaults());
        for (ConsumerRecord<byte[], byte[]> record : read(Topics.CHECKPOINT)) {
            if (assembler.accept(CheckpointChunk.parseFrom(record.value())).orElse(null)
                    instanceof Assembly.Verified verified) {
                requests.published.put(verified.checkpoint().ref().getVersion(), verified.checkpoint());
            }
        }
        return requests;
    }

    private static void lay(MockConsumer<byte[], byte[]> consumer, String topic, long end) {
        consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), null, null)));
        consumer.updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
        consumer.updateEndOffsets(Map.of(new TopicPartition(topic, 0), end));
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : committed) {
            if (record.topic().equals(topic)) {
                records.add(new ConsumerRecord<>(topic, 0, records.size(), record.key(), record.value()));
            }
        }
        return records;
    }

    private Checkpoint newest() throws Exception {
        NewestCheckpoint newest =
                new NewestCheckpoint("student", KeyRing.of(signer.publicKey()), AssemblyLimits.defaults());
        for (ConsumerRecord<byte[], byte[]> record : read(Topics.CHECKPOINT)) {
            newest.take(CheckpointChunk.parseFrom(record.value()));
        }
        return newest.newest().orElseThrow().checkpoint();
    }

    private TrainerState state() throws Exception {
        TrainerState state = TrainerState.getDefaultInstance();
        for (ConsumerRecord<byte[], byte[]> record : read(Topics.TRAINER_STATE)) {
            state = new String(record.key()).equals("student") ? TrainerState.parseFrom(record.value()) : state;
        }
        return state;
    }

    private static Cluster cluster() {
        List<PartitionInfo> partitions = Stream.of(Topics.CHECKPOINT, Topics.LIFECYCLE, Topics.TRAINER_STATE,
                Topics.DEAD_LETTER).map(t -> new PartitionInfo(t, 0, Node.noNode(), null, null)).toList();
        return new Cluster("mock", List.of(Node.noNode()), partitions, Set.of(), Set.of());
    }
}
