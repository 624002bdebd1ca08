package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.embedded.EmbeddedKafka;
import dev.understudy.cli.embedded.EmbeddedStartException;
import dev.understudy.proto.Topics;
import dev.understudy.streams.topic.TopicCreator;
import dev.understudy.streams.topic.TopicException;
import dev.understudy.streams.topic.TopicPlans;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class EmbeddedKafkaIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SCAN_BYTES = 2_000_000;
    /** Bytes Kafka needs around the value of the largest record. */
    private static final int RECORD_OVERHEAD = 2_000;
    private static final Map<String, Object> LARGE =
            Map.of("max.request.size", Topics.MAX_RECORD_BYTES, "linger.ms", 0);

    @TempDir
    Path folder;

    @Test
    void shouldGiveBackALidarScanAfterARestartOnTheSameData() throws Exception {
        byte[] scan = randomBytes(SCAN_BYTES);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            createTopics(kafka, 2);
            Records.produce(kafka.bootstrapServers(), LARGE, Topics.LIDAR_FRAME, "robot-1", scan);
            assertThat(Records.consume(kafka.bootstrapServers(), Topics.LIDAR_FRAME, 1, LIMIT))
                    .singleElement().satisfies(r -> assertThat(r.value()).isEqualTo(scan));
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            assertThat(createTopics(kafka, 2)).as("topics created again").isEmpty();
            assertThat(Records.consume(kafka.bootstrapServers(), Topics.LIDAR_FRAME, 1, LIMIT))
                    .singleElement().satisfies(r -> assertThat(r.value()).isEqualTo(scan));
        }
    }

    @Test
    void shouldCarryTransactionsAndRecordsUpToTheCap() throws Exception {
        byte[] largest = randomBytes(Topics.MAX_RECORD_BYTES - RECORD_OVERHEAD);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            createTopics(kafka, 1);
            Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers(),
                    "transactional.id", "test", "max.request.size", Topics.MAX_RECORD_BYTES);
            try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(Topics.CHECKPOINT, "aborted", new byte[] {1}));
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(Topics.CHECKPOINT, "committed", largest));
                producer.commitTransaction();
            }
            assertThat(Records.consume(kafka.bootstrapServers(), Topics.CHECKPOINT, 1, LIMIT))
                    .singleElement().satisfies(r -> {
                        assertThat(r.key()).isEqualTo("committed");
                        assertThat(r.value()).isEqualTo(largest);
                    });
        }
    }

    @Test
    void shouldRefuseATopicWhosePartitionsDiffer() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            createTopics(kafka, 1);

            assertThatThrownBy(() -> createTopics(kafka, 3)).isInstanceOf(TopicException.class)
                    .hasMessageContaining(Topics.LIDAR_FRAME + " has 1 partitions, 3 are wanted");
        }
    }

    @Test
    void shouldSayInOneLineThatThePortIsBusy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedKafka.start(folder, port))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("choose another port")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        }
    }

    @Test
    void shouldSayInOneLineThatTheFolderIsAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> EmbeddedKafka.start(file, 0)).isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(file + " is not a folder");
    }

    @Test
    void shouldSayInOneLineThatAnotherBrokerUsesTheFolder() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0)).isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("another broker is running in this folder");
            assertThat(createTopics(kafka, 1)).as("the first broker still serves").isNotEmpty();
        }
    }

    private static List<String> createTopics(EmbeddedKafka kafka, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return new TopicCreator(admin).create(TopicPlans.oneMachine(partitions));
        }
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
