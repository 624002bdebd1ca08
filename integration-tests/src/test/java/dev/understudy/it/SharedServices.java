package dev.understudy.it;

import static org.awaitility.Awaitility.await;

import dev.understudy.cli.embedded.EmbeddedRegistry;
import dev.understudy.cli.local.LocalServices;
import dev.understudy.cli.run.ScratchFolder;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * The broker and the registry of all tests of this JVM for which not the broker is what fails. Started when first
 * asked for, ended with the JVM. Each test has robots, models and application ids of its own, or empties the broker
 * first, and makes the topics that it finds missing.
 */
final class SharedServices {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private SharedServices() {
    }

    static KafkaConnection kafka() {
        return Broker.SERVICES.kafka();
    }

    /** The broker without a topic, for a test that looks at every record, or makes the topics itself. */
    static KafkaConnection emptied() {
        try (Admin admin = kafka().admin()) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            await().atMost(LIMIT).until(() -> admin.listTopics().names().get().isEmpty());
            return kafka();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the topics of the shared broker cannot be deleted", e);
        }
    }

    static String registryUrl() {
        return Registry.SERVER.url();
    }

    private static final class Broker {

        private static final LocalServices SERVICES = start();

        private static LocalServices start() {
            ScratchFolder folder = ScratchFolder.create("tests");
            LocalServices services = LocalServices.brokerOnly(folder.path(), Topics.MAX_RECORD_BYTES);
            atEnd(() -> {
                services.close();
                folder.close();
            });
            return services;
        }
    }

    private static final class Registry {

        private static final EmbeddedRegistry SERVER = start();

        private static EmbeddedRegistry start() {
            ScratchFolder folder = ScratchFolder.create("tests");
            EmbeddedRegistry server = EmbeddedRegistry.start(folder.path(), 0);
            atEnd(() -> {
                server.close();
                folder.close();
            });
            return server;
        }
    }

    private static void atEnd(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "shared-services"));
    }
}
