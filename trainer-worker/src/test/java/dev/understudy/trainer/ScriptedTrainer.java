package dev.understudy.trainer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.NewestCheckpoint;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.TrainerState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A training loop between mocks of Kafka, a scripted learner and scripted requests, and what it sent. */
final class ScriptedTrainer {

    static final TopicPartition SAMPLES = new TopicPartition(Topics.SAMPLE, 0);
    private static final TrainerSettings SETTINGS =
            TrainerSettings.local(KafkaConnection.to("unused:9092"), Path.of("unused")).withStepsPerCandidate(3)
                    .withKeepVersions(2);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Signer signer = Signer.generate();
    final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    final MockProducer<byte[], byte[]> producer = new MockProducer<>(cluster(), true, null,
            new ByteArraySerializer(), new ByteArraySerializer());
    final ScriptedLearner learner = new ScriptedLearner();
    final ScriptedRequests requests = new ScriptedRequests();
    final TrainingLoop loop = new TrainingLoop(SETTINGS, consumer,
            new Publisher(producer, signer, SETTINGS.transactionalId()), signer, new TrainerMetrics(meters), requests);
    private long nextOffset;

    ScriptedTrainer() {
        for (String topic : List.of(Topics.CHECKPOINT, Topics.TRAINER_STATE, Topics.SAMPLE)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, Node.noNode(), null, null)));
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, 0L));
        }
    }

    /** A published version that has seen one sample. */
    VerifiedCheckpoint version(long version, float seen) {
        NewestCheckpoint newest = new NewestCheckpoint("student", KeyRing.of(signer.publicKey()),
                AssemblyLimits.defaults());
        CheckpointCodec.encode(new Checkpoint(CheckpointManifest.newBuilder().setModel("student").setVersion(version)
                .setEpoch(version).build(), Map.of("seen", new Tensor(new long[] {1}, new float[] {seen}))), signer)
                .records().forEach(newest::take);
        return newest.newest().orElseThrow();
    }

    /** Gives the records to the loop, then stops it. */
    @SafeVarargs
    final void run(List<ConsumerRecord<byte[], byte[]>>... polls) {
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

    List<ConsumerRecord<byte[], byte[]>> samples(long... stamps) {
        return Arrays.stream(stamps).mapToObj(this::sample).toList();
    }

    ConsumerRecord<byte[], byte[]> sample(long stamp) {
        return record(PseudoLabelledSample.newBuilder().setStampNs(stamp).setRule("joint-max").build().toByteArray());
    }

    ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>(Topics.SAMPLE, 0, nextOffset++, "robot".getBytes(StandardCharsets.UTF_8), value);
    }

    long committedOffset() {
        Map<String, Map<TopicPartition, OffsetAndMetadata>> last =
                producer.consumerGroupOffsetsHistory().get(producer.consumerGroupOffsetsHistory().size() - 1);
        return last.values().iterator().next().get(SAMPLES).offset();
    }

    TrainerState state() {
        List<ProducerRecord<byte[], byte[]>> states = sent(Topics.TRAINER_STATE);
        try {
            return TrainerState.parseFrom(states.get(states.size() - 1).value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    List<LifecycleEvent> events() {
        return sent(Topics.LIFECYCLE).stream().map(record -> {
            try {
                return LifecycleEvent.parseFrom(record.value());
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }).toList();
    }

    List<LifecycleKind> kinds() {
        return events().stream().map(LifecycleEvent::getKind).toList();
    }

    List<ProducerRecord<byte[], byte[]>> sent(String topic) {
        return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
    }

    List<String> topics() {
        return producer.history().stream().map(ProducerRecord::topic).toList();
    }

    List<String> keys(String topic) {
        return sent(topic).stream().map(r -> new String(r.key(), StandardCharsets.UTF_8)).toList();
    }

    static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static Cluster cluster() {
        List<PartitionInfo> partitions = Stream.of(Topics.CHECKPOINT, Topics.LIFECYCLE, Topics.TRAINER_STATE,
                Topics.DEAD_LETTER).map(t -> new PartitionInfo(t, 0, Node.noNode(), null, null)).toList();
        return new Cluster("mock", List.of(Node.noNode()), partitions, Set.of(), Set.of());
    }
}
