package dev.understudy.streams;

import dev.understudy.messaging.KafkaConnection;
import dev.understudy.streams.inference.InferenceSettings;
import dev.understudy.streams.stage.PerceptionSettings;
import java.nio.file.Path;

/**
 * Everything the two stream applications need to know. Immutable; {@link #local} gives the defaults, the
 * {@code with...} methods change one part.
 *
 * @param kafka the brokers, the user's properties for them and the size cap of a record
 * @param registryUrl base URL of the schema registry's Confluent-compatible API
 * @param applicationIdPrefix first part of both {@code application.id}s, of state stores and internal topics
 * @param stateDir folder of the local state stores; not under a folder that is cleared at boot
 * @param run threads, commits and how failures are met
 * @param perception settings of the perception application
 * @param inference settings of the inference application
 */
public record StreamsSettings(KafkaConnection kafka, String registryUrl, String applicationIdPrefix, Path stateDir,
        RunSettings run, PerceptionSettings perception, InferenceSettings inference) {

    public static final String DEFAULT_PREFIX = "understudy";

    /** Defaults for one machine: two application ids under {@value #DEFAULT_PREFIX}, live mode. */
    public static StreamsSettings local(KafkaConnection kafka, String registryUrl, Path stateDir) {
        return new StreamsSettings(kafka, registryUrl, DEFAULT_PREFIX, stateDir, RunSettings.defaults(),
                PerceptionSettings.defaults(), InferenceSettings.defaults());
    }

    public String perceptionId() {
        return applicationIdPrefix + "-perception";
    }

    public String inferenceId() {
        return applicationIdPrefix + "-inference";
    }

    public StreamsSettings withPrefix(String prefix) {
        return new StreamsSettings(kafka, registryUrl, prefix, stateDir, run, perception, inference);
    }

    public StreamsSettings withRun(RunSettings changed) {
        return new StreamsSettings(kafka, registryUrl, applicationIdPrefix, stateDir, changed, perception, inference);
    }

    public StreamsSettings withPerception(PerceptionSettings changed) {
        return new StreamsSettings(kafka, registryUrl, applicationIdPrefix, stateDir, run, changed, inference);
    }

    public StreamsSettings withInference(InferenceSettings changed) {
        return new StreamsSettings(kafka, registryUrl, applicationIdPrefix, stateDir, run, perception, changed);
    }

    /**
     * The same for replay and evaluation: no wall clock decides about a frame, and a pose is there before the frame it
     * belongs to.
     */
    public StreamsSettings replaying() {
        return withPerception(perception.replaying()).withRun(run.replaying());
    }
}
