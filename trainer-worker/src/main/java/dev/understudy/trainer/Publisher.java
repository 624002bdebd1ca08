package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.TrainerState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Writes what the trainer decides, each decision as one transaction. A failed transaction ends the trainer: nothing
 * of it is visible, and the next start goes on from the last one that was.
 */
final class Publisher {

    private final Producer<byte[], byte[]> producer;
    private final Signer signer;
    private final String transactionalId;

    Publisher(Producer<byte[], byte[]> producer, Signer signer, String transactionalId) {
        this.producer = producer;
        this.signer = signer;
        this.transactionalId = transactionalId;
    }

    /** Fences earlier trainers of the same transactional id and ends what they left open. */
    void fenceOthers() {
        guarded(producer::initTransactions);
    }

    /**
     * A published checkpoint: chunks, then manifest, then what goes beside it (the learner's memory, deletions), state,
     * events, dead letters and input offsets.
     */
    void publish(EncodedCheckpoint checkpoint, List<ProducerRecord<byte[], byte[]>> beside, TrainerState state,
            List<LifecycleEvent> events, DeadLetters dead, ConsumerGroupMetadata group) {
        guarded(() -> {
            producer.beginTransaction();
            for (CheckpointChunk chunk : checkpoint.records()) {
                producer.send(new ProducerRecord<>(Topics.CHECKPOINT, 0, utf8(CheckpointCodec.recordKey(chunk)),
                        chunk.toByteArray()));
            }
            beside.forEach(producer::send);
            sendDecision(state, events, dead);
            producer.sendOffsetsToTransaction(offsets(state), group);
            producer.commitTransaction();
        });
    }

    /** A decision that publishes nothing, or only dead letters: the input offsets stay where they are. */
    void record(TrainerState state, List<LifecycleEvent> events, DeadLetters dead) {
        guarded(() -> {
            producer.beginTransaction();
            sendDecision(state, events, dead);
            producer.commitTransaction();
        });
    }

    /** A decision that publishes nothing but says that everything offered so far is done with. */
    void record(TrainerState state, List<LifecycleEvent> events, DeadLetters dead, ConsumerGroupMetadata group) {
        guarded(() -> {
            producer.beginTransaction();
            sendDecision(state, events, dead);
            producer.sendOffsetsToTransaction(offsets(state), group);
            producer.commitTransaction();
        });
    }

    /** A decision that publishes nothing but replaces the learner's memory; the input offsets stay where they are. */
    void record(TrainerState state, List<LifecycleEvent> events, DeadLetters dead,
            List<ProducerRecord<byte[], byte[]>> beside) {
        guarded(() -> {
            producer.beginTransaction();
            beside.forEach(producer::send);
            sendDecision(state, events, dead);
            producer.commitTransaction();
        });
    }

    private void sendDecision(TrainerState state, List<LifecycleEvent> events, DeadLetters dead) {
        byte[] key = utf8(state.getModel());
        producer.send(new ProducerRecord<>(Topics.TRAINER_STATE, key, state.toByteArray()));
        for (LifecycleEvent event : events) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(Topics.LIFECYCLE, 0, key, event.toByteArray());
            record.headers().add(Topics.HEADER_KEY_ID, utf8(signer.keyId()));
            record.headers().add(Topics.HEADER_SIGNATURE, signer.sign(record.value()));
            producer.send(record);
        }
        dead.pending().forEach(producer::send);
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(TrainerState state) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        state.getPositionsMap().forEach((partition, position) ->
                offsets.put(new TopicPartition(Topics.SAMPLE, partition), new OffsetAndMetadata(position)));
        return offsets;
    }

    private void guarded(Runnable transaction) {
        try {
            transaction.run();
        } catch (KafkaException e) {
            throw fenced(e) ? new TrainerException("another trainer took over " + transactionalId
                    + "; this one stops, and nothing it had not committed is visible", e)
                    : new TrainerException("transaction of " + transactionalId + " failed: " + e.getMessage(), e);
        }
    }

    private static boolean fenced(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
