package dev.understudy.cli.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, broker and controller in one node) inside this process, on 127.0.0.1 only. Its data
 * stays in the given folder and is found again by the next start on it. Topics are not created by themselves.
 *
 * <p>The folder must not be deleted while the broker runs: Kafka answers a failing log directory by ending the
 * process.
 */
public final class EmbeddedKafka implements AutoCloseable {

    /** Another process may take a free port between its choice and its use. */
    private static final int ATTEMPTS_ON_FREE_PORTS = 3;

    private static final String META = "meta.properties";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

    private final KafkaRaftServer server;
    private final FolderLock lock;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, FolderLock lock, String bootstrapServers) {
        this.server = server;
        this.lock = lock;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and returns when it takes requests.
     *
     * @param folder where the data lives; created when missing
     * @param port   port of the broker, 0 for any free one
     * @throws EmbeddedStartException in one line: the port is busy, the folder unusable or in use by another broker
     */
    public static EmbeddedKafka start(Path folder, int port) {
        return start(folder, port, Map.of());
    }

    /**
     * The same with settings of the broker's own.
     *
     * @param extra by Kafka's names; they win over ours
     */
    public static EmbeddedKafka start(Path folder, int port, Map<String, String> extra) {
        return start(folder, port, extra, List.of());
    }

    /**
     * The same behind TLS, passwords and access control.
     *
     * @param security who may come in; its users are made when the folder is new, and stay
     */
    public static EmbeddedKafka start(Path folder, int port, BrokerSecurity security) {
        return start(folder, port, security.settings(), security.scramArguments());
    }

    private static EmbeddedKafka start(Path folder, int port, Map<String, String> extra, List<String> users) {
        FolderLock lock = null;
        try {
            lock = lock(folder);
            boolean killed = !format(folder, users) && FormerBroker.wasKilled(folder);
            return start(folder, port, extra, lock, killed);
        } catch (EmbeddedStartException e) {
            release(lock);
            throw e;
        } catch (Exception e) {
            release(lock);
            throw new EmbeddedStartException("Kafka did not start with its data in " + folder + ": " + rootMessage(e),
                    e);
        }
    }

    private static EmbeddedKafka start(Path folder, int port, Map<String, String> extra, FolderLock lock,
            boolean killed) {
        for (int attempt = 1; ; attempt++) {
            int brokerPort = Loopback.require("Kafka", port);
            try {
                Properties config = BrokerConfig.of(folder, brokerPort, Loopback.freePort());
                config.putAll(extra);
                if (killed) {
                    FormerBroker.giveUp(config, EmbeddedKafka::startServer);
                }
                KafkaRaftServer server = startServer(config);
                return new EmbeddedKafka(server, lock, Loopback.HOST + ":" + brokerPort);
            } catch (RuntimeException e) {
                if (port != 0 || attempt == ATTEMPTS_ON_FREE_PORTS || !isBindFailure(e)) {
                    throw e;
                }
            }
        }
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Ends the broker in order; a broker that cannot stop is given up after a minute and dies with the process. */
    @Override
    public void close() {
        Thread stopping = new Thread(() -> {
            server.shutdown();
            server.awaitShutdown();
            lock.close();
        }, "embedded-kafka-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            LOG.warn("the embedded Kafka broker on {} did not stop within {} s", bootstrapServers,
                    STOP_LIMIT.toSeconds());
        }
    }

    private static KafkaRaftServer startServer(Properties config) {
        try (BrokerFaults.Startup ignored = BrokerFaults.throwDuringStartup()) {
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
            try {
                server.startup();
            } catch (RuntimeException e) {
                server.shutdown();
                throw e;
            }
            return server;
        }
    }

    private static FolderLock lock(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder");
        }
        Files.createDirectories(folder);
        return FolderLock.acquire(folder);
    }

    private static void release(FolderLock lock) {
        if (lock != null) {
            lock.close();
        }
    }

    /** False when the folder holds a broker's data already. */
    private static boolean format(Path folder, List<String> users) throws Exception {
        if (Files.exists(folder.resolve(META))) {
            return false;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerConfig.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(folder.toAbsolutePath().toString())
                .addDirectory(folder.toAbsolutePath().toString())
                .setScramArguments(users)
                .run();
        return true;
    }

    private static boolean isBindFailure(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof BindException || String.valueOf(t.getMessage()).contains("failed to bind")) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("");
    }
}
