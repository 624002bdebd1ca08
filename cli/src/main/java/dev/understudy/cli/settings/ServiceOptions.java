package dev.understudy.cli.settings;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.messaging.ConnectionException;
import dev.understudy.messaging.KafkaConnection;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where Kafka and the schema registry are; shared by every command that talks to them. */
public final class ServiceOptions implements SettingFlags {

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT,...",
            description = "Kafka brokers (environment: UNDERSTUDY_BOOTSTRAP_SERVERS)")
    private String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL",
            description = "Confluent-compatible schema registry, with its path if it has one, as "
                    + "http://localhost:8081/apis/ccompat/v7 (environment: UNDERSTUDY_REGISTRY)")
    private String registry;

    @Option(names = "--kafka", paramLabel = "NAME=VALUE", mapFallbackValue = "",
            description = "passed through to every Kafka client, e.g. security.protocol=SSL; repeatable")
    private Map<String, String> kafka = new LinkedHashMap<>();

    @Option(names = "--kafka-config", paramLabel = "FILE",
            description = "properties file passed through likewise, below --kafka: the place for passwords, which "
                    + "a command line shows to everybody (environment: UNDERSTUDY_KAFKA_CONFIG)")
    private String kafkaConfig;

    @Option(names = "--max-record-bytes", paramLabel = "BYTES",
            description = "the one cap on a record, for topics, producers and consumers; from 16 MiB, the default "
                    + "(environment: UNDERSTUDY_MAX_RECORD_BYTES)")
    private Integer maxRecordBytes;

    @Mixin
    private SettingsOptions settings;

    private Settings.Services services;

    @Override
    public void over(SettingsTree tree) {
        tree.flag("--bootstrap-servers", "services.bootstrapServers", bootstrapServers);
        tree.flag("--registry", "services.registry", registry);
        tree.flag("--kafka-config", "services.kafkaConfig", kafkaConfig);
        tree.flag("--max-record-bytes", "services.maxRecordBytes", maxRecordBytes);
        kafka.forEach((name, value) -> tree.flag("--kafka", "services.kafka." + name, value));
    }

    /** All settings in force. */
    public Settings settings(SettingFlags... more) {
        return settings(SettingsBase.DEFAULTS, more);
    }

    /** All settings in force, of a command that has something instead of the defaults. */
    public Settings settings(SettingsBase base, SettingFlags... more) {
        return tree(base, more).as(Settings.class);
    }

    /** The same with their origins. */
    public SettingsTree tree(SettingsBase base, SettingFlags... more) {
        return settings.tree(base, and(more));
    }

    /** Brokers, or an error that names the flag. */
    public String bootstrapServers() {
        return required(services().bootstrapServers(), "--bootstrap-servers");
    }

    /** Base URL of the registry, or an error that names the flag. */
    public String registry() {
        return required(services().registry(), "--registry");
    }

    /** The cap on a record, bytes. */
    public int maxRecordBytes() {
        return services().maxRecordBytes();
    }

    /**
     * The brokers with what is passed through to their clients; single properties override those of the file.
     *
     * @throws ConnectionException naming a property that cannot be set
     */
    public KafkaConnection kafka() {
        return new KafkaConnection(bootstrapServers(), properties(), maxRecordBytes());
    }

    /** Whether the user pointed at brokers of their own. */
    public boolean external() {
        return !services().bootstrapServers().isBlank();
    }

    private Settings.Services services() {
        if (services == null) {
            services = settings().services();
        }
        return services;
    }

    private Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        String file = services().kafkaConfig();
        if (!file.isBlank()) {
            readConfig(Path.of(file)).forEach((name, value) -> all.put((String) name, (String) value));
        }
        all.putAll(services().kafka());
        return Map.copyOf(all);
    }

    private static Properties readConfig(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            // The text of the file may hold secrets: only its name is printed.
            throw new UserError(ExitCode.USAGE, "--kafka-config " + file + ": cannot be read as properties ("
                    + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static String required(String value, String flag) {
        if (value.isBlank()) {
            throw new UserError(ExitCode.USAGE,
                    flag + " is missing (or its environment variable, or its line in --config)");
        }
        return value;
    }
}
