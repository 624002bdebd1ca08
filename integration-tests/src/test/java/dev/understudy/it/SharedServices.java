package dev.understudy.it;

import dev.understudy.cli.embedded.EmbeddedRegistry;
import dev.understudy.cli.local.LocalServices;
import dev.understudy.cli.run.ScratchFolder;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;

/**
 * The broker of all tests of this JVM for which not the broker is what fails, with every topic, and a registry. Started
 * when first asked for, ended with the JVM. Each test has robots, models and application ids of its own.
 */
final class SharedServices {

    private SharedServices() {
    }

    static KafkaConnection kafka() {
        return Broker.SERVICES.kafka();
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
            return services.createTopics(LoopBroker.PARTITIONS);
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
