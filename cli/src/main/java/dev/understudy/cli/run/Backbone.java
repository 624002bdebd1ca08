package dev.understudy.cli.run;

import dev.understudy.cli.common.ServiceOptions;
import dev.understudy.cli.embedded.EmbeddedKafka;
import dev.understudy.cli.embedded.EmbeddedRegistry;
import dev.understudy.messaging.KafkaConnection;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The broker and the registry a run stands on: the user's own where they are given, else ones of ours that live
 * and end with the run.
 *
 * @param kafka the broker
 * @param registryUrl base URL of the Confluent-compatible API
 */
public record Backbone(KafkaConnection kafka, String registryUrl, EmbeddedKafka broker, EmbeddedRegistry registry)
        implements AutoCloseable {

    /** Uses the given services, or starts both side by side and returns when they answer. */
    public static Backbone start(ServiceOptions services, Path folder, int brokerPort, int registryPort) {
        if (services.external()) {
            return new Backbone(services.kafka(), services.registry(), null, null);
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
            return new Backbone(new KafkaConnection(broker.bootstrapServers(), Map.of(), services.maxRecordBytes()),
                    started.url(), broker, started);
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
