package dev.understudy.trainer;

import dev.understudy.learning.gate.GateConfig;
import dev.understudy.learning.gate.HealthConfig;
import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.proto.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How a trainer runs. Immutable; {@link #local} gives the defaults, the {@code with...} methods change one part.
 *
 * @param bootstrapServers  Kafka brokers, {@code host:port} separated by commas
 * @param model             name of the model; one trainer per model, fenced by a transactional id made from it
 * @param keyFile           secret Ed25519 key that signs; made on first use, its public half beside it
 * @param keyRing           further trusted public keys (file or folder), for checkpoints signed before a rotation
 * @param stepsPerCandidate optimiser steps from one candidate to the next
 * @param keepVersions      newest published versions that stay on the topic; older ones are deleted, but for what is
 *                          live, what was live before it, and what somebody went back to
 * @param training          how it learns
 * @param gate              what a candidate must pass
 * @param health            when a live model counts as declined
 * @param seed              of every random draw
 * @param maxRecordBytes    the one size cap of a record
 * @param kafka             passed through to both clients (the part after {@code kafka.}); what exactly-once and
 *                          fencing stand on cannot be overridden
 */
public record TrainerSettings(String bootstrapServers, String model, Path keyFile, Optional<Path> keyRing,
        int stepsPerCandidate, int keepVersions, TrainerConfig training, GateConfig gate, HealthConfig health,
        long seed, int maxRecordBytes,
        Map<String, String> kafka) {

    public static final String DEFAULT_MODEL = "student";
    /** As many updates as the gate's default minimum of evidence. */
    public static final int DEFAULT_STEPS_PER_CANDIDATE = 200;
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
        if (keepVersions < 1) {
            throw new IllegalArgumentException("keepVersions must be positive: " + keepVersions);
        }
        if (stepsPerCandidate < 1 || maxRecordBytes < 1) {
            throw new IllegalArgumentException("stepsPerCandidate and maxRecordBytes must be positive: "
                    + stepsPerCandidate + ", " + maxRecordBytes);
        }
    }

    /** Defaults for one machine. */
    public static TrainerSettings local(String bootstrapServers, Path keyFile) {
        return new TrainerSettings(bootstrapServers, DEFAULT_MODEL, keyFile, Optional.empty(),
                DEFAULT_STEPS_PER_CANDIDATE, DEFAULT_KEEP_VERSIONS, TrainerConfig.defaults(), GateConfig.defaults(),
                HealthConfig.defaults(), 1, Topics.MAX_RECORD_BYTES, Map.of());
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
        return new TrainerSettings(bootstrapServers, model, keyFile, keyRing, stepsPerCandidate, keepVersions,
                training, gate, health, seed, bytes, kafka);
    }

    public TrainerSettings withModel(String name) {
        return new TrainerSettings(bootstrapServers, name, keyFile, keyRing, stepsPerCandidate, keepVersions,
                training, gate, health, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withKeyRing(Path ring) {
        return new TrainerSettings(bootstrapServers, model, keyFile, Optional.of(ring), stepsPerCandidate,
                keepVersions, training, gate, health, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withStepsPerCandidate(int steps) {
        return new TrainerSettings(bootstrapServers, model, keyFile, keyRing, steps, keepVersions, training, gate,
                health, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withKeepVersions(int versions) {
        return new TrainerSettings(bootstrapServers, model, keyFile, keyRing, stepsPerCandidate, versions, training,
                gate, health, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withTraining(TrainerConfig config) {
        return new TrainerSettings(bootstrapServers, model, keyFile, keyRing, stepsPerCandidate, keepVersions, config,
                gate, health, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withGate(GateConfig config) {
        return new TrainerSettings(bootstrapServers, model, keyFile, keyRing, stepsPerCandidate, keepVersions,
                training, config, health, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withHealth(HealthConfig config) {
        return new TrainerSettings(bootstrapServers, model, keyFile, keyRing, stepsPerCandidate, keepVersions,
                training, gate, config, seed, maxRecordBytes, kafka);
    }

    public TrainerSettings withSeed(long number) {
        return new TrainerSettings(bootstrapServers, model, keyFile, keyRing, stepsPerCandidate, keepVersions,
                training, gate, health, number, maxRecordBytes, kafka);
    }

    public TrainerSettings withKafka(Map<String, String> passedThrough) {
        return new TrainerSettings(bootstrapServers, model, keyFile, keyRing, stepsPerCandidate, keepVersions,
                training, gate, health, seed, maxRecordBytes, passedThrough);
    }

    /** The pass-through settings in order, with the values of secrets masked: fit for a log. */
    public Map<String, String> printableKafka() {
        Map<String, String> out = new TreeMap<>();
        kafka.forEach((name, value) -> out.put(name, SECRET.matcher(name).find() ? "[hidden]" : value));
        return out;
    }

    @Override
    public String toString() {
        return "TrainerSettings[bootstrapServers=" + bootstrapServers + ", model=" + model + ", keyFile=" + keyFile
                + ", keyRing=" + keyRing + ", stepsPerCandidate=" + stepsPerCandidate
                + ", keepVersions=" + keepVersions + ", training=" + training
                + ", gate=" + gate + ", health=" + health + ", seed=" + seed + ", maxRecordBytes=" + maxRecordBytes
                + ", kafka=" + printableKafka() + "]";
    }
}
