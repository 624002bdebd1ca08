package dev.understudy.cli.local;

import dev.understudy.cli.embedded.EmbeddedKafka;
import dev.understudy.cli.embedded.EmbeddedRegistry;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.messaging.OpenParts;
import dev.understudy.streams.topic.TopicCreator;
import dev.understudy.streams.topic.TopicPlans;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;

/** A broker and a schema registry: the user's own, or ones of ours that live and end with this. */
public final class LocalServices implements AutoCloseable {

    /** Where schemas live within this process only. */
    private static final String SCHEMAS_IN_MEMORY = "mock://local";

    private final KafkaConnection kafka;
    private final String registryUrl;
    private final EmbeddedRegistry registry;
    private final OpenParts parts;

    private LocalServices(KafkaConnection kafka, String registryUrl, EmbeddedRegistry registry, OpenParts parts) {
        this.kafka = kafka;
        this.registryUrl = registryUrl;
        this.registry = registry;
        this.parts = parts;
    }

    /** Services that run anyway; nothing is started or ended. */
    public static LocalServices of(KafkaConnection kafka, String registryUrl) {
        return new LocalServices(kafka, registryUrl, null, new OpenParts());
    }

    /**
     * Starts a broker and a registry side by side and returns when both answer.
     *
     * @param folder receives the broker's data and the registry's log
     * @param ports 0 for any that is free
     * @throws dev.understudy.cli.embedded.EmbeddedStartException in one line, with nothing left running
     */
    public static LocalServices start(Path folder, Ports ports, int maxRecordBytes) {
        OpenParts parts = new OpenParts();
        CompletableFuture<EmbeddedRegistry> registry =
                CompletableFuture.supplyAsync(() -> parts.add(EmbeddedRegistry.start(folder, ports.registry())));
        try {
            KafkaConnection kafka = broker(folder, ports.broker(), maxRecordBytes, parts);
            EmbeddedRegistry started = joined(registry);
            return new LocalServices(kafka, started.url(), started, parts);
        } catch (RuntimeException | Error e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    private static EmbeddedRegistry joined(CompletableFuture<EmbeddedRegistry> registry) {
        try {
            return registry.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Starts a broker alone; schemas are kept in this process's memory. */
    public static LocalServices brokerOnly(Path folder, int maxRecordBytes) {
        OpenParts parts = new OpenParts();
        return new LocalServices(broker(folder, 0, maxRecordBytes, parts), SCHEMAS_IN_MEMORY, null, parts);
    }

    private static KafkaConnection broker(Path folder, int port, int maxRecordBytes, OpenParts parts) {
        EmbeddedKafka broker = parts.add(EmbeddedKafka.start(folder.resolve("broker"), port));
        return new KafkaConnection(broker.bootstrapServers(), Map.of(), maxRecordBytes);
    }

    /** Makes every topic that is missing, as one machine keeps it. */
    public LocalServices createTopics(int partitions) {
        try (Admin admin = kafka.admin()) {
            new TopicCreator(admin).create(TopicPlans.oneMachine(partitions).stream()
                    .map(plan -> plan.withMaxRecordBytes(kafka.maxRecordBytes())).toList());
        }
        return this;
    }

    /** @throws dev.understudy.cli.embedded.EmbeddedStartException when a registry of ours has ended by itself */
    public void check() {
        if (registry != null) {
            registry.check();
        }
    }

    public KafkaConnection kafka() {
        return kafka;
    }

    /** Base URL of the registry's Confluent-compatible API. */
    public String registryUrl() {
        return registryUrl;
    }

    @Override
    public void close() {
        parts.close();
    }
}
