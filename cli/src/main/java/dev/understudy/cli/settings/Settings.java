package dev.understudy.cli.settings;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import dev.understudy.streams.RunSettings;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.inference.InferenceSettings;
import dev.understudy.streams.stage.PerceptionSettings;
import dev.understudy.trainer.TrainerSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * Every setting of every command; each command uses the sections that concern it. Empty text stands for none.
 *
 * @param services where Kafka and the schema registry are
 * @param metrics where a long-running command serves metrics and health
 * @param perception the way of a frame
 * @param stream how the two applications of the stream run
 * @param model what the stream serves and the trainer starts from
 * @param learning how the trainer learns, and what goes live
 * @param trainer how the trainer runs
 */
public record Settings(Services services, Metrics metrics, PerceptionSettings perception, Stream stream, Model model,
        LearningConfig learning, Trainer trainer) {

    /** Clients hold a few records of the largest size at once. */
    private static final int MOST_RECORD_BYTES = 256 << 20;
    private static final int METRICS_PORT = 9464;

    /**
     * Where Kafka and the schema registry are.
     *
     * @param bootstrapServers brokers, {@code host:port} separated by commas
     * @param registry base URL of the registry's Confluent-compatible API
     * @param maxRecordBytes the one cap on a record, for topics, producers and consumers alike. Never below the
     *     default: dead letters and checkpoint chunks are made to fit that
     * @param kafkaConfig properties file passed through to every Kafka client, below {@code kafka}
     * @param kafka properties passed through to every Kafka client
     */
    public record Services(String bootstrapServers, String registry, int maxRecordBytes, String kafkaConfig,
            Map<String, String> kafka) {

        public Services {
            if (maxRecordBytes < Topics.MAX_RECORD_BYTES || maxRecordBytes > MOST_RECORD_BYTES) {
                throw new IllegalArgumentException("maxRecordBytes is from " + Topics.MAX_RECORD_BYTES + " to "
                        + MOST_RECORD_BYTES + ", got " + maxRecordBytes);
            }
            kafka = Map.copyOf(kafka);
        }
    }

    /**
     * Where a long-running command serves metrics and health.
     *
     * @param host address
     * @param port 0 = a free one; where metrics are an extra, -1 = none
     * @param tokenFile file with the token that a reader of the metrics must show; needed beyond the loopback
     */
    public record Metrics(String host, int port, String tokenFile) {
    }

    /**
     * How the two applications of the stream run.
     *
     * @param stateDir folder of the local state stores
     * @param applicationIdPrefix first part of both application ids, of state stores and internal topics: two models
     *     on one cluster need two
     * @param instance name of this process in the models' audit log; empty for the host's
     * @param imageTeacher network from elsewhere that is asked about every image for labels, {@code KIND:FILE}
     * @param run threads, commits and how failures are met
     * @param inference what becomes a sample
     */
    public record Stream(String stateDir, String applicationIdPrefix, String instance, String imageTeacher,
            RunSettings run,            InferenceSettings inference) {
    }

    /**
     * What the stream serves and the trainer starts from.
     *
     * @param name on the model topic
     * @param start checkpoint file to start from; empty for the one that ships. {@code FILE.sha256} beside it or a
     *     signature by one of {@code keys} vouches for it
     * @param rule labelling rule in place of the start's own
     * @param keys folder of the public keys whose checkpoints go live
     * @param taxonomy file whose mappings name the classes of data sets, in place of the start's own
     */
    public record Model(String name, String start, String rule, String keys, String taxonomy) {
    }

    /**
     * How the trainer runs.
     *
     * @param signingKey private key that signs checkpoints; made on first use
     * @param keepVersions newest published versions that stay on the topic
     * @param seed of augmentation and rehearsal
     */
    public record Trainer(String signingKey, int keepVersions, long seed) {
    }

    /** Whether the value of a setting, by its dotted name, is not fit for a log. */
    public static boolean isSecret(String name) {
        return name.startsWith("services.kafka.") && KafkaConnection.isSecret(name);
    }

    /** What holds where nothing overrides it. */
    public static Settings defaults() {
        return new Settings(new Services("", "", Topics.MAX_RECORD_BYTES, "", Map.of()),
                new Metrics("127.0.0.1", METRICS_PORT, ""), PerceptionSettings.defaults(),
                new Stream("state", StreamsSettings.DEFAULT_PREFIX, "", "", RunSettings.defaults(),
                        InferenceSettings.defaults()),
                new Model(TrainerSettings.DEFAULT_MODEL, "", "", "", ""), LearningConfig.defaults(),
                new Trainer("keys/signing.key", TrainerSettings.DEFAULT_KEEP_VERSIONS, 1));
    }

    /** The stream's on a connection; the folder of state is not always the setting's. */
    public StreamsSettings streams(KafkaConnection kafka, String registryUrl, Path stateDir) {
        return new StreamsSettings(kafka, registryUrl, stream.applicationIdPrefix, stateDir, stream.run, perception,
                stream.inference);
    }

    /**
     * The trainer's on a connection; the signing key is not always the setting's.
     *
     * @throws UserError when the name of the model or a count is none
     */
    public TrainerSettings trainer(KafkaConnection kafka, Path signingKey) {
        try {
            return TrainerSettings.local(kafka, signingKey).withModel(model.name)
                    .withKeepVersions(trainer.keepVersions).withLearning(learning).withSeed(trainer.seed);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /** The same for replay and evaluation: stamps alone decide about a frame, see {@link StreamsSettings#replaying}. */
    public Settings replaying() {
        return withPerception(perception.replaying()).withRun(stream.run.replaying());
    }

    /** The same with another way of learning. */
    public Settings withLearning(LearningConfig other) {
        return new Settings(services, metrics, perception, stream, model, other, trainer);
    }

    /** The same with metrics on another port. */
    public Settings withMetricsPort(int port) {
        return new Settings(services, new Metrics(metrics.host, port, metrics.tokenFile), perception, stream, model,
                learning, trainer);
    }

    /** The same with another way of a frame. */
    public Settings withPerception(PerceptionSettings other) {
        return new Settings(services, metrics, other, stream, model, learning, trainer);
    }

    /** The same with another way of running the stream. */
    public Settings withRun(RunSettings other) {
        return new Settings(services, metrics, perception, new Stream(stream.stateDir, stream.applicationIdPrefix,
                stream.instance, stream.imageTeacher, other, stream.inference), model, learning, trainer);
    }
}
