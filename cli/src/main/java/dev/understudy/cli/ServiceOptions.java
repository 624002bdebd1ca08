package dev.understudy.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where Kafka and the schema registry are; shared by every command that talks to them. */
public final class ServiceOptions {

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

    /** Brokers, or an error that names the flag. */
    public String bootstrapServers() {
        return required(bootstrapServers, "--bootstrap-servers");
    }

    public String registry() {
        return required(registry, "--registry");
    }

    public Map<String, String> kafka() {
        return Map.copyOf(kafka);
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

    private static boolean given(String value) {
        // An unset variable reaches us as the literal text of the expression in some picocli versions.
        return value != null && !value.isBlank() && !value.startsWith("${");
    }
}
