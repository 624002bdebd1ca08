package dev.understudy.cli.chaos;

import dev.understudy.cli.embedded.EmbeddedRegistry;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.streams.topic.TopicCreator;
import dev.understudy.streams.topic.TopicPlans;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * The processes of a running system: broker, registry, stream and trainer. A process that ends by itself is started
 * again, as an orchestrator would, and counted.
 */
final class Cast implements AutoCloseable {

    static final int PARTITIONS = 2;

    /** The command line, by name: it lists every command, and so what starts it here too. */
    private static final String PROGRAM = "dev.understudy.cli.Understudy";
    /** By number: where IPv6 is preferred, the loopback address is another one with other free ports. */
    private static final String HOST = "127.0.0.1";
    private static final int START_SECONDS = 180;
    private static final long PROBE_PAUSE_MS = 100;

    private final CastPlan plan;
    private final Path folder;
    private final int port;
    private final EmbeddedRegistry registry;
    private final List<String> endedAlone = new ArrayList<>();
    private int lives;
    private String stateFolder;
    private Child broker;
    private Child stream;
    private Child trainer;

    /** Starts everything and returns when the broker and the registry answer. */
    Cast(CastPlan plan) {
        this.plan = plan;
        this.folder = plan.folder();
        this.port = freePort();
        Signer.loadOrCreate(keyFile());
        registry = EmbeddedRegistry.start(folder, 0);
        try {
            startBroker();
            createTopics();
            newStateFolder();
            startStream();
            startTrainer();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    String bootstrapServers() {
        return HOST + ":" + port;
    }

    KafkaConnection kafka() {
        return KafkaConnection.to(bootstrapServers());
    }

    String registryUrl() {
        return registry.url();
    }

    KeyRing ring() {
        return KeyRing.load(keyFile().getParent());
    }

    /** The trainer's key. */
    Signer signer() {
        return Signer.load(keyFile());
    }

    Child broker() {
        return broker;
    }

    Child stream() {
        return stream;
    }

    Child trainer() {
        return trainer;
    }

    /** Of the stream, below the cast's own. */
    String stateFolder() {
        return stateFolder;
    }

    /** Which processes ended by themselves and were started again, with their exit codes. */
    List<String> endedAlone() {
        return List.copyOf(endedAlone);
    }

    void startBroker() {
        broker = Child.start("broker", folder, plan.life(), "512m", BrokerProcess.class.getName(),
                List.of(folder.resolve("broker-data").toString(), Integer.toString(port)));
        try (Admin admin = admin()) {
            awaitBroker(admin);
        }
    }

    void startStream() {
        stream = newStream(stateFolder);
    }

    /** A second instance, on a state folder of its own: another machine. */
    Child startOtherStream() {
        return newStream("state-" + (lives + 1));
    }

    /** From now on the given process is the stream, and its folder ours. */
    void adoptStream(Child other) {
        stream = other;
        stateFolder = "state-" + lives;
    }

    /** The next stream begins with an empty folder, as on another machine. */
    void newStateFolder() {
        stateFolder = "state-" + (lives + 1);
    }

    private Child newStream(String state) {
        lives++;
        List<String> args = new ArrayList<>(List.of("stream", "--bootstrap-servers", bootstrapServers(), "--registry",
                registry.url(), "--keys", keyFile().getParent().toString(), "--state-dir", state, "--instance",
                "stream-" + lives, "--metrics-port", Integer.toString(plan.streamMetrics())));
        // The audit wants every frame, whatever a fault made it wait for.
        args.addAll(List.of("--max-frame-age", "0"));
        args.addAll(plan.streamFlags());
        return Child.start("stream", folder, plan.life(), "768m", PROGRAM, args);
    }

    void startTrainer() {
        trainer = newTrainer();
    }

    Child newTrainer() {
        String steps = Integer.toString(plan.stepsPerCandidate());
        return plan.audited()
                ? Child.start("trainer", folder, plan.life(), "512m", AuditedTrainer.class.getName(),
                        List.of(bootstrapServers(), keyFile().toString(), steps))
                : Child.start("trainer", folder, plan.life(), "768m", PROGRAM,
                        List.of("train", "--bootstrap-servers", bootstrapServers(), "--signing-key",
                                keyFile().toString(), "--steps-per-candidate", steps, "--metrics-port",
                                Integer.toString(plan.trainerMetrics())));
    }

    void adoptTrainer(Child other) {
        trainer = other;
    }

    /** Starts again what has ended by itself. */
    void tend() {
        if (!broker.alive()) {
            endedAlone.add("broker (" + broker.exitCode() + ")");
            startBroker();
        }
        if (!stream.alive()) {
            endedAlone.add("stream (" + stream.exitCode() + ")");
            startStream();
        }
        if (!trainer.alive()) {
            endedAlone.add("trainer (" + trainer.exitCode() + ")");
            startTrainer();
        }
    }

    Admin admin() {
        return kafka().admin(ClientPurpose.NONE.tuned("default.api.timeout.ms", 5_000)
                .tuned("request.timeout.ms", 2_000));
    }

    private void awaitBroker(Admin admin) {
        long deadline = System.nanoTime() + START_SECONDS * 1_000_000_000L;
        while (System.nanoTime() < deadline && broker.alive()) {
            try {
                admin.describeCluster().nodes().get();
                return;
            } catch (ExecutionException notYet) {
                Pause.millis(PROBE_PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the broker was starting", e);
            }
        }
        throw new IllegalStateException("the broker did not start; its log is " + broker.log());
    }

    private void createTopics() {
        try (Admin admin = admin()) {
            new TopicCreator(admin).create(TopicPlans.oneMachine(PARTITIONS));
        }
    }

    private Path keyFile() {
        return folder.resolve("keys").resolve("signing.key");
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port: " + e.getMessage(), e);
        }
    }

    /** Ends stream, trainer, broker and registry, in this order. */
    @Override
    public void close() {
        for (Child child : new Child[] {stream, trainer, broker}) {
            if (child != null) {
                child.resume();
                child.terminate();
            }
        }
        registry.close();
    }
}
