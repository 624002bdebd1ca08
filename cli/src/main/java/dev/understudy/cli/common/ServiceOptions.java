package dev.understudy.cli.common;

import dev.understudy.messaging.ConnectionException;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** Where Kafka and the schema registry are; shared by every command that talks to them. */
public final class ServiceOptions {

    /** Clients hold a few records of the largest size at once. */
    private static final int MOST_RECORD_BYTES = 256 << 20;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT,...",
            defaultValue = "${env:UNDERSTUDY_BOOTSTRAP_SERVERS}",
            description = "Kafka brokers (environment: UNDERSTUDY_BOOTSTRAP_SERVERS)")
    private String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL", defaultValue = "${env:UNDERSTUDY_REGISTRY}",
            description = "Confluent-compatible schema registry, e.g. http://localhost:8081 "
                    + "(environment: UNDERSTUDY_REGISTRY)")
    private String registry;

    @Option(names = "--kafka", paramLabel = "NAME=VALUE", mapFallbackValue = "",
            description = "passed through to every Kafka client, e.g. security.protocol=SSL; repeatable")
    private Map<String, String> kafka = new LinkedHashMap<>();

    @Option(names = "--kafka-config", paramLabel = "FILE", defaultValue = "${env:UNDERSTUDY_KAFKA_CONFIG:-}",
            description = "properties file passed through likewise, below --kafka: the place for passwords, which "
                    + "a command line shows to everybody (environment: UNDERSTUDY_KAFKA_CONFIG)")
    private String kafkaConfig;

    @Option(names = "--max-record-bytes", paramLabel = "BYTES",
            defaultValue = "${env:UNDERSTUDY_MAX_RECORD_BYTES:-" + Topics.MAX_RECORD_BYTES + "}",
            description = "the one cap on a record, for topics, producers and consumers alike; from 16 MiB, the default "
                    + "(environment: UNDERSTUDY_MAX_RECORD_BYTES)")
    private int maxRecordBytes;

    /** Brokers, or an error that names the flag. */
    public String bootstrapServers() {
        return required(bootstrapServers, "--bootstrap-servers");
    }

    public String registry() {
        return required(registry, "--registry");
    }

    /**
     * The cap on a record. Never below the default: dead letters and checkpoint chunks are made to fit that.
     *
     * @throws UserError when it is
     */
    public int maxRecordBytes() {
        if (maxRecordBytes < Topics.MAX_RECORD_BYTES || maxRecordBytes > MOST_RECORD_BYTES) {
            throw new UserError(ExitCode.USAGE, "--max-record-bytes is from " + Topics.MAX_RECORD_BYTES + " to "
                    + MOST_RECORD_BYTES + ", got " + maxRecordBytes);
        }
        return maxRecordBytes;
    }

    /**
     * The brokers with what is passed through to their clients; a flag wins over the file.
     *
     * @throws ConnectionException naming a property that cannot be set
     */
    public KafkaConnection kafka() {
        return new KafkaConnection(bootstrapServers(), properties(), maxRecordBytes());
    }

    private Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        if (given(kafkaConfig)) {
            readConfig(Path.of(kafkaConfig)).forEach((name, value) -> all.put((String) name, (String) value));
        }
        all.putAll(kafka);
        return Map.copyOf(all);
    }

    private static Properties readConfig(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            // The text of the file may hold secrets: only its name is said.
            throw new UserError(ExitCode.USAGE, "--kafka-config " + file + ": cannot be read as properties ("
                    + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** Says whether the user pointed at brokers of their own. */
    public boolean external() {
        return given(bootstrapServers);
    }

    private static String required(String value, String flag) {
        if (!given(value)) {
            throw new UserError(ExitCode.USAGE, flag + " is missing (or its environment variable)");
        }
        return value;
    }

    public static boolean given(String value) {
        // An unset variable reaches us as the literal text of the expression in some picocli versions.
        return value != null && !value.isBlank() && !value.startsWith("${");
    }
}
