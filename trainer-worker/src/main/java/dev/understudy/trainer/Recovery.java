package dev.understudy.trainer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.NewestCheckpoint;
import dev.understudy.learning.checkpoint.Refusal;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.TrainerState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a trainer finds at its start: the newest verified checkpoint and the state committed with it. Call it only
 * after the transactions of an earlier trainer have been ended ({@code initTransactions}), or its last word may come
 * later.
 *
 * @param checkpoint to go on from; empty before the first publication
 * @param state      never null; fresh before the first decision
 * @param memory     records of the learner's memory that are there, by index
 */
record Recovery(Optional<VerifiedCheckpoint> checkpoint, TrainerState state, Map<Integer, byte[]> memory) {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * Reads both topics to their committed end.
     *
     * @param retention learns which versions are there
     * @throws TrainerException when a topic is missing, or the checkpoint that the state speaks of is not to be had:
     *     going on from an older one would skip the samples in between
     */
    static Recovery read(Consumer<byte[], byte[]> consumer, String model, ManifestTrust trust,
            Retention retention) {
        NewestCheckpoint checkpoints = new NewestCheckpoint(model, trust, AssemblyLimits.defaults());
        readAll(consumer, Topics.CHECKPOINT, record -> {
            Optional<CheckpointChunk> chunk = chunk(record);
            chunk.ifPresent(checkpoints::take);
            chunk.filter(known -> known.getModel().equals(model)).ifPresent(retention::stored);
            CheckpointCodec.deletedVersion(model, record.key(), record.value()).ifPresent(version -> {
                retention.forgotten(version);
                checkpoints.forget(version);
            });
        });
        TrainerState[] state = {TrainerState.newBuilder().setModel(model).build()};
        byte[] key = model.getBytes(StandardCharsets.UTF_8);
        MemoryRecords memory = new MemoryRecords(model);
        readAll(consumer, Topics.TRAINER_STATE, record -> {
            memory.take(record);
            if (Arrays.equals(record.key(), key) && record.value() != null) {
                state[0] = state(record);
            }
        });
        checkpoints.refusals().forEach(refusal -> LOG.warn("passed over {}", refusal));
        checkpoints.newest().ifPresentOrElse(c -> LOG.info("going on from {}", c),
                () -> LOG.info("no checkpoint of {} yet", model));
        requireCheckpointOf(state[0], checkpoints);
        return new Recovery(checkpoints.newest(),
                checkpoints.newest().map(newest -> goingOnFrom(state[0], newest)).orElse(state[0]), memory.chunks());
    }

    /** Records of a learner's memory that are there now, by index. */
    static Map<Integer, byte[]> memory(Consumer<byte[], byte[]> consumer, String model) {
        MemoryRecords memory = new MemoryRecords(model);
        readAll(consumer, Topics.TRAINER_STATE, memory::take);
        return memory.chunks();
    }

    /** One version of a model, if the topic holds it whole and trusted. */
    static Optional<VerifiedCheckpoint> version(Consumer<byte[], byte[]> consumer, String model, long version,
            ManifestTrust trust) {
        NewestCheckpoint found = new NewestCheckpoint(model, trust, AssemblyLimits.defaults());
        readAll(consumer, Topics.CHECKPOINT, record -> {
            chunk(record).filter(chunk -> chunk.getVersion() == version).ifPresent(found::take);
            CheckpointCodec.deletedVersion(model, record.key(), record.value()).ifPresent(found::forget);
        });
        found.refusals().forEach(refusal -> LOG.warn("asked for and {}", refusal));
        return found.newest();
    }

    /**
     * A version newer than the state's was brought in by an operator while no trainer ran: it is live, and what was
     * live before is what it may have to give way to.
     */
    static TrainerState goingOnFrom(TrainerState state, VerifiedCheckpoint newest) {
        if (newest.ref().getVersion() <= state.getCheckpoint().getVersion()) {
            return state;
        }
        TrainerState.Builder next = state.toBuilder().setCheckpoint(newest.ref())
                .setLastVersion(Math.max(state.getLastVersion(), newest.ref().getVersion()))
                .setLastEpoch(Math.max(state.getLastEpoch(), newest.epoch()));
        return (state.hasCheckpoint() ? next.setFallback(state.getCheckpoint()) : next.clearFallback()).build();
    }

    static void requireCheckpointOf(TrainerState state, NewestCheckpoint checkpoints) {
        long wanted = state.getCheckpoint().getVersion();
        long found = checkpoints.newest().map(c -> c.ref().getVersion()).orElse(0L);
        if (found < wanted) {
            String why = checkpoints.refusals().stream()
                    .filter(r -> r.model().getVersion() == wanted).map(r -> why(r.reason())).findFirst()
                    .orElse("not on the topic");
            throw new TrainerException(Topics.CHECKPOINT + ": version " + wanted + " of " + state.getModel()
                    + ", which the trainer's state goes on from, cannot be used: " + why);
        }
    }

    private static String why(Refusal.Reason reason) {
        return reason.label() + (reason == Refusal.Reason.UNKNOWN_KEY
                ? "; where the signing key was changed, give the public key before it: understudy train --keys" : "");
    }

    private static void readAll(Consumer<byte[], byte[]> consumer, String topic,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition())).toList();
        if (partitions.isEmpty()) {
            throw TrainerClients.missing(topic);
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            consumer.poll(POLL).forEach(each);
        }
    }

    private static Optional<CheckpointChunk> chunk(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? Optional.empty() : Optional.of(CheckpointChunk.parseFrom(record.value()));
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("passed over {} offset {}: no checkpoint chunk", record.topic(), record.offset());
            return Optional.empty();
        }
    }

    private static TrainerState state(ConsumerRecord<byte[], byte[]> record) {
        try {
            return TrainerState.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new TrainerException(record.topic() + " offset " + record.offset() + ": not a trainer state", e);
        }
    }
}
