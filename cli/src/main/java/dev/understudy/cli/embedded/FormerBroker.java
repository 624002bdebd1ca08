package dev.understudy.cli.embedded;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaRaftServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker that was killed is still registered as alive when the next one starts on its data, until its session ends.
 * Then all partitions have no leader for a moment, in the midst of the new broker's work, and Kafka 4.3 gets that
 * wrong: {@code KRaftMetadataCache.getPartitionLeaderEndpoint} answers for a partition without a leader as for a
 * deleted one, and the transaction coordinator leaves out the marker it owes it. Records of aborted transactions then
 * come back with the producer's next commit, and committed offsets are lost: of 72 transactions that were open when a
 * broker was killed, 21 had no marker after the restart. So the controller is started alone first, without the broker,
 * until it has given the former one up.
 */
final class FormerBroker {

    /** Written by a broker that stopped in order, into its folder. */
    private static final String CLEAN_SHUTDOWN = ".kafka_cleanshutdown";
    private static final int SESSION_MS = 1_000;
    private static final int HEARTBEAT_MS = 300;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** A broker that died before it was registered leaves nothing to give up. */
    private static final Duration NOTHING_THERE = Duration.ofSeconds(5);
    private static final long PROBE_MS = 50;
    private static final Logger LOG = LoggerFactory.getLogger(FormerBroker.class);

    private FormerBroker() {
    }

    /** Whether the broker that used the folder did not stop in order. */
    static boolean wasKilled(Path folder) {
        return !Files.exists(folder.resolve(CLEAN_SHUTDOWN));
    }

    /**
     * Ends the former broker's session.
     *
     * @param config of the broker that will start on the folder
     * @param starter starts a server
     */
    static void giveUp(Properties config, Function<Properties, KafkaRaftServer> starter) {
        KafkaRaftServer controller = starter.apply(alone(config));
        try {
            await();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static Properties alone(Properties config) {
        Properties controller = new Properties();
        controller.putAll(config);
        controller.put("process.roles", "controller");
        controller.put("listeners", controllerListener(config.getProperty("listeners")));
        List.of("advertised.listeners", "inter.broker.listener.name").forEach(controller::remove);
        controller.put("broker.session.timeout.ms", Integer.toString(SESSION_MS));
        controller.put("broker.heartbeat.interval.ms", Integer.toString(HEARTBEAT_MS));
        return controller;
    }

    private static String controllerListener(String listeners) {
        return List.of(listeners.split(",")).stream()
                .filter(listener -> listener.startsWith(BrokerConfig.CONTROLLER_LISTENER + "://"))
                .findFirst().orElseThrow();
    }

    private static void await() {
        long start = System.nanoTime();
        while (true) {
            long waited = System.nanoTime() - start;
            int fenced = count("FencedBrokerCount");
            int active = count("ActiveBrokerCount");
            boolean nothing = fenced == 0 && active == 0 && count("ActiveControllerCount") == 1
                    && waited > NOTHING_THERE.toNanos();
            if (fenced > 0 && active == 0 || nothing) {
                LOG.info("gave the former broker up after {} ms", waited / 1_000_000);
                return;
            }
            if (waited > LIMIT.toNanos()) {
                throw new EmbeddedStartException("Kafka's controller did not give up the broker that was killed");
            }
            pause();
        }
    }

    /** A gauge of the controller; -1 while there is none. */
    private static int count(String gauge) {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(
                    new ObjectName("kafka.controller:type=KafkaController,name=" + gauge), "Value");
            return ((Number) value).intValue();
        } catch (JMException notYet) {
            return -1;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PROBE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedStartException("interrupted while Kafka was starting", e);
        }
    }
}
