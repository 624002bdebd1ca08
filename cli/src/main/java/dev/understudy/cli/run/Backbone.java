package dev.understudy.cli.run;

import dev.understudy.cli.common.ServiceOptions;
import dev.understudy.cli.embedded.EmbeddedKafka;
import dev.understudy.cli.embedded.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The broker and the registry a run stands on: the user's own where they are given, else ones of ours that live
 * and end with the run.
 *
 * @param bootstrapServers for {@code bootstrap.servers}
 * @param registryUrl base URL of the Confluent-compatible API
 * @param kafka passed through to the clients
 */
public record Backbone(String bootstrapServers, String registryUrl, Map<String, String> kafka, EmbeddedKafka broker,
        EmbeddedRegistry registry) implements AutoCloseable {

    /** Uses the given services, or starts both side by side and returns when they answer. */
    public static Backbone start(ServiceOptions services, Path folder, int brokerPort, int registryPort) {
        if (services.external()) {
            return new Backbone(services.bootstrapServers(), services.registry(), services.kafka(), null, null);
        }
        CompletableFuture<EmbeddedRegistry> registry =
                CompletableFuture.supplyAsync(() -> EmbeddedRegistry.start(folder, registryPort));
        EmbeddedKafka broker;
        try {
            broker = EmbeddedKafka.start(folder.resolve("broker"), brokerPort);
        } catch (RuntimeException e) {
            registry.thenAccept(EmbeddedRegistry::close);
            throw e;
        }
        try {
            EmbeddedRegistry started = registry.join();
            return new Backbone(broker.bootstrapServers(), started.url(), Map.of(), broker, started);
        } catch (CompletionException e) {
            broker.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        if (registry != null) {
            registry.close();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
