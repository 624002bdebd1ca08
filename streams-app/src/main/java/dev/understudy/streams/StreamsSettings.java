package dev.understudy.streams;

import dev.understudy.streams.inference.InferenceSettings;
import dev.understudy.streams.stage.PerceptionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Everything the two stream applications need to know. Immutable; {@link #local} gives the defaults, the
 * {@code with...} methods change one part.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port} separated by commas
 * @param registryUrl base URL of the schema registry's Confluent-compatible API
 * @param applicationIdPrefix first part of both {@code application.id}s, of state stores and internal topics
 * @param stateDir folder of the local state stores; not under a folder that is cleared at boot
 * @param run threads, commits and how failures are met
 * @param perception settings of the perception application
 * @param inference settings of the inference application
 * @param kafka passed through to the clients and to Kafka Streams as they are (the part after {@code kafka.})
 */
public record StreamsSettings(String bootstrapServers, String registryUrl, String applicationIdPrefix, Path stateDir,
        RunSettings run, PerceptionSettings perception, InferenceSettings inference, Map<String, String> kafka) {

    public static final String DEFAULT_PREFIX = "understudy";

    /** Longer than a fetch from a busy broker, short enough not to be felt where a topic has no data at all. */
    private static final Duration REPLAY_IDLE = Duration.ofMillis(250);
    private static final Pattern SECRET =
            Pattern.compile("password|secret|jaas|token|credential|key\\.pem|\\.key$", Pattern.CASE_INSENSITIVE);

    public StreamsSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Defaults for one machine: two application ids under {@value #DEFAULT_PREFIX}, live mode. */
    public static StreamsSettings local(String bootstrapServers, String registryUrl, Path stateDir) {
        return new StreamsSettings(bootstrapServers, registryUrl, DEFAULT_PREFIX, stateDir, RunSettings.defaults(),
                PerceptionSettings.defaults(), InferenceSettings.defaults(), Map.of());
    }

    public String perceptionId() {
        return applicationIdPrefix + "-perception";
    }

    public String inferenceId() {
        return applicationIdPrefix + "-inference";
    }

    public StreamsSettings withPrefix(String prefix) {
        return new StreamsSettings(bootstrapServers, registryUrl, prefix, stateDir, run, perception, inference, kafka);
    }

    public StreamsSettings withRun(RunSettings changed) {
        return new StreamsSettings(bootstrapServers, registryUrl, applicationIdPrefix, stateDir, changed, perception,
                inference, kafka);
    }

    public StreamsSettings withPerception(PerceptionSettings changed) {
        return new StreamsSettings(bootstrapServers, registryUrl, applicationIdPrefix, stateDir, run, changed,
                inference, kafka);
    }

    public StreamsSettings withInference(InferenceSettings changed) {
        return new StreamsSettings(bootstrapServers, registryUrl, applicationIdPrefix, stateDir, run, perception,
                changed, kafka);
    }

    public StreamsSettings withKafka(Map<String, String> passedThrough) {
        return new StreamsSettings(bootstrapServers, registryUrl, applicationIdPrefix, stateDir, run, perception,
                inference, passedThrough);
    }

    /**
     * The same for replay and evaluation: no wall clock decides about a frame, and a task waits a moment for an empty
     * input before it goes on without it, so that a pose is there before the frame it belongs to.
     */
    public StreamsSettings replaying() {
        return withPerception(perception.replaying()).withRun(run.withMaxTaskIdle(REPLAY_IDLE));
    }

    /** The pass-through settings in order, with the values of secrets masked: fit for a log. */
    public Map<String, String> printableKafka() {
        Map<String, String> out = new TreeMap<>();
        kafka.forEach((name, value) -> out.put(name, SECRET.matcher(name).find() ? "[hidden]" : value));
        return out;
    }

    @Override
    public String toString() {
        return "StreamsSettings[bootstrapServers=" + bootstrapServers + ", registryUrl=" + registryUrl
                + ", applicationIdPrefix=" + applicationIdPrefix + ", stateDir=" + stateDir + ", run=" + run
                + ", perception=" + perception + ", inference=" + inference + ", kafka=" + printableKafka() + "]";
    }
}
