package dev.understudy.trainer;

import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.proto.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a trainer runs. Immutable; {@link #local} gives the defaults, the {@code with...} methods change one part.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port} separated by commas
 * @param model            name of the model; one trainer per model, fenced by a transactional id made from it
 * @param keys             whose checkpoints it signs and goes on from
 * @param keepVersions     newest published versions that stay on the topic; older ones are deleted, but for what is
 *                         live, what was live before it, and what somebody went back to
 * @param learning         how it learns, and what goes live
 * @param seed             of every random draw
 * @param maxRecordBytes   the one size cap of a record
 * @param kafka            passed through to both clients (the part after {@code kafka.}); what exactly-once and
 *                         fencing stand on cannot be overridden
 */
public record TrainerSettings(String bootstrapServers, String model, TrainerKeys keys, int keepVersions,
        LearningConfig learning, long seed, int maxRecordBytes, Map<String, String> kafka) {

    public static final String DEFAULT_MODEL = "student";
    /** At the default size 32 MiB of checkpoints. */
    public static final int DEFAULT_KEEP_VERSIONS = 20;

    private static final Pattern SECRET =
            Pattern.compile("password|secret|jaas|token|credential|key\\.pem|\\.key$", Pattern.CASE_INSENSITIVE);
    /** A name that is also a record key and part of a transactional id. */
    private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public TrainerSettings {
        kafka = Map.copyOf(kafka);
        if (!MODEL.matcher(model).matches()) {
            throw new IllegalArgumentException("model: '" + model + "' is no name (a-z, 0-9, . _ -)");
        }
        if (keepVersions < 1 || maxRecordBytes < 1) {
            throw new IllegalArgumentException("keepVersions and maxRecordBytes must be positive: " + keepVersions
                    + ", " + maxRecordBytes);
        }
    }

    /** Defaults for one machine. */
    public static TrainerSettings local(String bootstrapServers, Path keyFile) {
        return new TrainerSettings(bootstrapServers, DEFAULT_MODEL, new TrainerKeys(keyFile, Optional.empty()),
                DEFAULT_KEEP_VERSIONS, LearningConfig.defaults(), 1, Topics.MAX_RECORD_BYTES, Map.of());
    }

    /** Fences every other trainer of the model. */
    public String transactionalId() {
        return "understudy-trainer-" + model;
    }

    /** Under this group the input offsets are committed, for lag tools; positions are read from the state topic. */
    public String groupId() {
        return transactionalId();
    }

    public TrainerSettings withMaxRecordBytes(int bytes) {
        return new TrainerSettings(bootstrapServers, model, keys, keepVersions, learning, seed, bytes, kafka);
    }

    public TrainerSettings withModel(String name) {
        return new TrainerSettings(bootstrapServers, name, keys, keepVersions, learning, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withKeyRing(Path ring) {
        return new TrainerSettings(bootstrapServers, model, new TrainerKeys(keys.signing(), Optional.of(ring)),
                keepVersions, learning, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withKeepVersions(int versions) {
        return new TrainerSettings(bootstrapServers, model, keys, versions, learning, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withLearning(LearningConfig config) {
        return new TrainerSettings(bootstrapServers, model, keys, keepVersions, config, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withStepsPerCandidate(int steps) {
        return withLearning(learning.withStepsPerCandidate(steps));
    }

    public TrainerSettings withSeed(long number) {
        return new TrainerSettings(bootstrapServers, model, keys, keepVersions, learning, number, maxRecordBytes,
                kafka);
    }

    public TrainerSettings withKafka(Map<String, String> passedThrough) {
        return new TrainerSettings(bootstrapServers, model, keys, keepVersions, learning, seed, maxRecordBytes,
                passedThrough);
    }

    /** The pass-through settings in order, with the values of secrets masked: fit for a log. */
    public Map<String, String> printableKafka() {
        Map<String, String> out = new TreeMap<>();
        kafka.forEach((name, value) -> out.put(name, SECRET.matcher(name).find() ? "[hidden]" : value));
        return out;
    }

    @Override
    public String toString() {
        return "TrainerSettings[bootstrapServers=" + bootstrapServers + ", model=" + model + ", keys=" + keys
                + ", keepVersions=" + keepVersions + ", learning=" + learning + ", seed=" + seed
                + ", maxRecordBytes=" + maxRecordBytes + ", kafka=" + printableKafka() + "]";
    }
}
