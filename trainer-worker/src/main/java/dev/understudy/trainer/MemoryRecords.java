package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.MemoryArchive;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.TrainerState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A learner's memory on the trainer's state topic: chunk {@code n} under the key {@code model/memory/n}, over and over
 * the same keys, so that compaction keeps one memory per model. A chunk that is no longer needed is deleted.
 */
final class MemoryRecords {

    private static final String PART = "/memory/";

    private final String model;
    private final Map<Integer, byte[]> chunks = new TreeMap<>();

    /** Chunks of a model, as a reader of the topic gathers them. */
    MemoryRecords(String model) {
        this.model = model;
    }

    /** Takes a record of the state topic, if it is a chunk; the latest of an index counts. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        index(record.key()).ifPresent(index -> {
            if (record.value() == null) {
                chunks.remove(index);
            } else {
                chunks.put(index, record.value());
            }
        });
    }

    /** What was gathered, by index. */
    Map<Integer, byte[]> chunks() {
        return Map.copyOf(chunks);
    }

    /** Records that put an archive, or nothing, in the place of the memory that a state describes. */
    static List<ProducerRecord<byte[], byte[]>> replacing(TrainerState before, Optional<MemoryArchive> archive) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        List<byte[]> now = archive.map(MemoryArchive::chunks).orElse(List.of());
        int most = Math.max(now.size(), Math.min(MemoryArchive.MAX_CHUNKS, before.getMemory().getChunks()));
        for (int index = 0; index < most; index++) {
            records.add(new ProducerRecord<>(Topics.TRAINER_STATE, key(before.getModel(), index),
                    index < now.size() ? now.get(index) : null));
        }
        return records;
    }

    private OptionalInt index(byte[] key) {
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        String prefix = model + PART;
        if (!text.startsWith(prefix) || !text.substring(prefix.length()).matches("[0-9]{5}")) {
            return OptionalInt.empty();
        }
        int index = Integer.parseInt(text.substring(prefix.length()));
        return index < MemoryArchive.MAX_CHUNKS ? OptionalInt.of(index) : OptionalInt.empty();
    }

    private static byte[] key(String model, int index) {
        return String.format(Locale.ROOT, "%s%s%05d", model, PART, index).getBytes(StandardCharsets.UTF_8);
    }
}
