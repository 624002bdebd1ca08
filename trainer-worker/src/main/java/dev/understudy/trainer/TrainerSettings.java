package dev.understudy.trainer;

import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.messaging.KafkaConnection;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a trainer runs. Immutable; {@link #local} gives the defaults, the {@code with...} methods change one part.
 *
 * @param kafka        the brokers, the user's properties for them and the size cap of a record
 * @param model        name of the model; one trainer per model, fenced by a transactional id made from it
 * @param keys         whose checkpoints it signs and goes on from
 * @param keepVersions newest published versions that stay on the topic; older ones are deleted, but for what is live,
 *                     what was live before it, and what somebody went back to
 * @param learning     how it learns, and what goes live
 * @param seed         of every random draw
 */
public record TrainerSettings(KafkaConnection kafka, String model, TrainerKeys keys, int keepVersions,
        LearningConfig learning, long seed) {

    public static final String DEFAULT_MODEL = "student";
    /** At the default size 32 MiB of checkpoints. */
    public static final int DEFAULT_KEEP_VERSIONS = 20;

    /** A name that is also a record key and part of a transactional id. */
    private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public TrainerSettings {
        if (!MODEL.matcher(model).matches()) {
            throw new IllegalArgumentException("model: '" + model + "' is no name (a-z, 0-9, . _ -)");
        }
        if (keepVersions < 1) {
            throw new IllegalArgumentException("keepVersions must be positive: " + keepVersions);
        }
    }

    /** Defaults for one machine. */
    public static TrainerSettings local(KafkaConnection kafka, Path keyFile) {
        return new TrainerSettings(kafka, DEFAULT_MODEL, new TrainerKeys(keyFile, Optional.empty()),
                DEFAULT_KEEP_VERSIONS, LearningConfig.defaults(), 1);
    }

    /** Fences every other trainer of the model. */
    public String transactionalId() {
        return "understudy-trainer-" + model;
    }

    /** Under this group the input offsets are committed, for lag tools; positions are read from the state topic. */
    public String groupId() {
        return transactionalId();
    }

    public TrainerSettings withModel(String name) {
        return new TrainerSettings(kafka, name, keys, keepVersions, learning, seed);
    }

    public TrainerSettings withKeyRing(Path ring) {
        return new TrainerSettings(kafka, model, new TrainerKeys(keys.signing(), Optional.of(ring)), keepVersions,
                learning, seed);
    }

    public TrainerSettings withKeepVersions(int versions) {
        return new TrainerSettings(kafka, model, keys, versions, learning, seed);
    }

    public TrainerSettings withLearning(LearningConfig config) {
        return new TrainerSettings(kafka, model, keys, keepVersions, config, seed);
    }

    public TrainerSettings withStepsPerCandidate(int steps) {
        return withLearning(learning.withStepsPerCandidate(steps));
    }

    public TrainerSettings withSeed(long number) {
        return new TrainerSettings(kafka, model, keys, keepVersions, learning, number);
    }
}
