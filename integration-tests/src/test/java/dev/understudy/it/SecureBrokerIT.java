package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.embedded.EmbeddedKafka;
import dev.understudy.proto.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop behind TLS and passwords, every application under a principal that may do its own work only. */
@Tag("broker")
@Tag("child-process")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecureBrokerIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;
    private static Principals principals;
    private static EmbeddedKafka kafka;
    private static final List<Process> RUNNING = new ArrayList<>();

    @BeforeAll
    static void startServices() throws Exception {
        principals = new Principals(folder, "robots", "perception", "inference", "trainer", "reader", "operator");
        kafka = EmbeddedKafka.start(folder.resolve("broker"), 0, principals.security());
        run(Principals.ADMIN, "topics", "create", "--partitions=2");
        run(Principals.ADMIN, "topics", "acls", "robot=User:robots", "perception=User:perception",
                "inference=User:inference", "trainer=User:trainer", "reader=User:reader", "operator=User:operator",
                "--apply");
    }

    @AfterAll
    static void stopServices() throws InterruptedException {
        RUNNING.forEach(Process::destroy);
        for (Process process : RUNNING) {
            process.waitFor();
        }
        kafka.close();
    }

    @Test
    @Order(1)
    void shouldCarryFramesToEventsUnderLeastPrivilege() throws Exception {
        int tokenPort = CommandRun.freePort();
        CommandRun.understudy(folder, "keys", "token", "token");
        start("perception", "stream", "--stage=perception", "--state-dir=state-p", "--metrics-host=0.0.0.0",
                "--metrics-token-file=token", "--metrics-port=" + tokenPort);
        start("inference", "stream", "--stage=inference", "--state-dir=state-i", "--registry",
                SharedServices.registryUrl(), "--metrics-port=0");
        int trainPort = CommandRun.freePort();
        start("trainer", "train", "--signing-key=signing.key", "--metrics-port=" + trainPort);
        Awaitility.await().atMost(LIMIT).until(() -> get(tokenPort, "/readyz", null) == 200);

        assertThat(run("robots", "simulate", "--robots=2", "--duration=4", "--domains=source", "--rate=8").out())
                .contains("20 LiDAR frames");

        assertThat(events()).isPositive();
        Awaitility.await().atMost(LIMIT).until(() -> get(trainPort, "/metrics", null) == 200
                && body(trainPort).contains("trainer_samples_total"));
        assertThat(get(tokenPort, "/metrics", null)).as("without the token").isEqualTo(401);
        assertThat(get(tokenPort, "/metrics", Files.readString(folder.resolve("token")).strip())).isEqualTo(200);
        assertThat(RUNNING).as("every application still runs").allMatch(Process::isAlive);
    }

    @Test
    @Order(2)
    void shouldKeepEveryoneButTheTrainerFromWritingCheckpoints() {
        for (String user : List.of("robots", "perception", "inference", "reader", "operator")) {
            try (var producer = producer(user)) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>(Topics.CHECKPOINT, new byte[1])).get())
                        .as(user).hasCauseInstanceOf(TopicAuthorizationException.class);
            }
        }
    }

    @Test
    @Order(3)
    void shouldKeepAReaderFromOtherGroupsAndTopics() {
        for (String user : List.of("robots", "reader")) {
            try (var consumer = consumer(user, "understudy-inference")) {
                consumer.subscribe(List.of(user.equals("reader") ? Topics.OBJECT_EVENT : Topics.LIDAR_FRAME));
                assertThatThrownBy(() -> poll(consumer)).as(user).isInstanceOf(AuthorizationException.class);
            }
        }
        try (var consumer = consumer("reader", "understudy-events-other")) {
            consumer.subscribe(List.of(Topics.CAMERA_FRAME));
            assertThatThrownBy(() -> poll(consumer)).isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    @Order(4)
    void shouldRefuseAWrongPasswordInOneLineThatDoesNotShowIt() throws Exception {
        String wrong = "correct-horse-battery";

        CommandRun refused = CommandRun.understudy(folder, "topics", "check", "--bootstrap-servers",
                kafka.bootstrapServers(), "--kafka-config", principals.file(principals.scram("robots", wrong)));

        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err().lines()).filteredOn(line -> line.startsWith("understudy: ")).hasSize(1);
        assertThat(refused.out() + refused.err()).contains("Authentication failed").doesNotContain(wrong, "\tat ");
    }

    @Test
    @Order(5)
    void shouldPassATokenLoginThroughToTheClients() throws Exception {
        CommandRun check = CommandRun.understudy(folder, "topics", "check", "--partitions=2", "--bootstrap-servers",
                kafka.bootstrapServers(), "--kafka-config", principals.file(principals.token(Principals.ADMIN)));

        assertThat(check.out()).contains("0 differences");
        assertThat(check.exitCode()).isZero();
    }

    @Test
    @Order(6)
    void shouldTellWhichTopicIsNotAsPlanned() throws Exception {
        CommandRun check = CommandRun.understudy(folder, "topics", "check", "--partitions=3", "--bootstrap-servers",
                kafka.bootstrapServers(), "--kafka-config", principals.file(principals.scram(Principals.ADMIN)));

        assertThat(check.out()).contains(Topics.LIDAR_FRAME + ": partitions is 2, planned is 3");
        assertThat(check.exitCode()).isEqualTo(5);
    }

    @Test
    @Order(7)
    void shouldNotSpeakInTheClear() {
        Map<String, Object> plain = Map.of("bootstrap.servers", kafka.bootstrapServers(), "request.timeout.ms", 2_000,
                "default.api.timeout.ms", 4_000);
        try (Admin admin = Admin.create(plain)) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).isInstanceOf(Exception.class);
        }
    }

    private static long events() {
        long[] seen = new long[1];
        try (var consumer = consumer("reader", "understudy-events-test")) {
            consumer.subscribe(List.of(Topics.OBJECT_EVENT));
            Awaitility.await().atMost(LIMIT).until(() -> {
                seen[0] += consumer.poll(Duration.ofMillis(200)).count();
                return seen[0] > 0;
            });
        }
        return seen[0];
    }

    private static void poll(KafkaConsumer<byte[], byte[]> consumer) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            consumer.poll(Duration.ofMillis(200));
        }
    }

    private static CommandRun run(String user, String... args) throws IOException, InterruptedException {
        CommandRun run = CommandRun.understudy(folder, as(user, args));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static void start(String user, String... args) throws IOException {
        RUNNING.add(CommandRun.start(folder, as(user, args)));
    }

    private static String[] as(String user, String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers(), "--kafka-config",
                principals.file(principals.scram(user))));
        return all.toArray(String[]::new);
    }

    private static KafkaProducer<byte[], byte[]> producer(String user) {
        return new KafkaProducer<>(client(user), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String user, String group) {
        Map<String, Object> config = client(user);
        config.put("group.id", group);
        config.put("auto.offset.reset", "earliest");
        config.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> client(String user) {
        Map<String, Object> config = new HashMap<>(principals.scram(user));
        config.put("bootstrap.servers", kafka.bootstrapServers());
        return config;
    }

    private static int get(int port, String path, String token) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static String body(int port) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/metrics")).build(), BodyHandlers.ofString()).body();
    }
}
