package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.cli.kafka.RunningSystems;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.proto.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether somebody uses a broker, and a demo that is pointed at one in use. */
@Tag("broker")
class RunningSystemsIT {

    private static final int SERVICE = 4;
    private static final String STREAM = "understudy-inference";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;
    private static LoopBroker broker;

    @BeforeAll
    static void start() {
        broker = LoopBroker.shared();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void shouldFindAStreamOnlyWhileItRuns() throws Exception {
        try (Admin admin = admin()) {
            RunningSystems systems = new RunningSystems(admin);
            assertThat(systems.stream(List.of("nobody", "unknown-stream"))).isEmpty();
            try (Consumer<byte[], byte[]> member = member("some-stream")) {
                assertThat(systems.stream(List.of("nobody", "some-stream")))
                        .contains("the stream some-stream is running there (members of its group: 1)");
            }
            assertThat(systems.stream(List.of("some-stream"))).isEmpty();
        }
    }

    @Test
    void shouldFindATrainerByItsTransactionalId() throws Exception {
        try (Admin admin = admin()) {
            RunningSystems systems = new RunningSystems(admin);
            assertThat(systems.trainer("some-trainer")).isEmpty();
            try (Producer<byte[], byte[]> trainer = broker.producer("some-trainer")) {
                trainer.initTransactions();
                assertThat(systems.trainer("some-trainer")).isPresent();
            }
        }
    }

    @Test
    void shouldKeepADemoFromJoiningAStreamThatRuns() throws Exception {
        try (Consumer<byte[], byte[]> member = member(STREAM)) {
            CommandRun run = CommandRun.here(List.of("demo", "--headless", "--bootstrap-servers",
                    broker.bootstrapServers(), "--registry", "http://127.0.0.1:1", "--run-dir",
                    folder.resolve("refused").toString()));
            assertThat(run.exitCode()).isEqualTo(SERVICE);
            assertThat(run.err()).hasLineCount(1).contains(broker.bootstrapServers(), STREAM + " is running there",
                    "without --bootstrap-servers and --registry it brings its own");
            assertThat(folder.resolve("refused")).doesNotExist();
        }
    }

    private static Admin admin() {
        return broker.kafka().admin();
    }

    /** A member of a group, as every thread of a stream is one. */
    private static Consumer<byte[], byte[]> member(String group) {
        Consumer<byte[], byte[]> member = broker.kafka().consumer(ClientPurpose.NONE.fixed("group.id", group));
        member.subscribe(List.of(Topics.CLUSTER));
        await().atMost(PATIENCE).until(() -> {
            member.poll(Duration.ofMillis(100));
            return !member.assignment().isEmpty();
        });
        return member;
    }
}
