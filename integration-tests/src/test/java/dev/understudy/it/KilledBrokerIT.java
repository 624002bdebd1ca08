package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.cli.chaos.BrokerProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was open in a broker that is killed never becomes visible, and what was committed before stays. */
@Tag("broker")
@Tag("child-process")
class KilledBrokerIT {

    private static final String TOPIC = "t";
    private static final int PRODUCERS = 12;
    private static final long LIMIT_MS = 120_000;
    private static final int TRANSACTION_MS = 2_000;

    @TempDir
    private Path folder;

    @Test
    void shouldAbortWhatWasOpenWhenTheBrokerDied() throws Exception {
        int port = CommandRun.freePort();
        Process broker = startBroker(port);
        String servers = "127.0.0.1:" + port;
        try {
            createTopic(servers);
            List<Producer<byte[], byte[]>> open = new ArrayList<>();
            for (int i = 0; i < PRODUCERS; i++) {
                open.add(writeAndLeaveOpen(servers, i));
            }
            broker.destroyForcibly().waitFor();
            open.forEach(producer -> producer.close(Duration.ZERO));
            Thread.sleep(TRANSACTION_MS);
            broker = startBroker(port);

            assertThat(committed(servers)).isEqualTo(Collections.nCopies(PRODUCERS, "committed"));
        } finally {
            broker.destroyForcibly().waitFor();
        }
    }

    /** One transaction is committed, the next one not; each producer has a partition of its own. */
    private static Producer<byte[], byte[]> writeAndLeaveOpen(String servers, int partition) throws Exception {
        Producer<byte[], byte[]> producer = producer(servers, partition);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, partition, null, "committed".getBytes())).get();
        producer.commitTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, partition, null, "open".getBytes())).get();
        return producer;
    }

    private static Producer<byte[], byte[]> producer(String servers, int number) {
        return new KafkaProducer<>(Map.of("bootstrap.servers", servers, "transactional.id", "producer-" + number,
                "transaction.timeout.ms", TRANSACTION_MS, "max.block.ms", LIMIT_MS), new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Everything that a committed reader sees, once nothing is open any more: the last stable offset is the end. */
    private static List<String> committed(String servers) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest",
                "default.api.timeout.ms", (int) LIMIT_MS);
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            partitions.add(new TopicPartition(TOPIC, i));
        }
        try (var uncommitted = consumer(config, "read_uncommitted"); var reader = consumer(config, "read_committed")) {
            await("end of all transactions").atMost(Duration.ofMillis(LIMIT_MS)).pollInSameThread()
                    .until(() -> uncommitted.endOffsets(partitions).equals(reader.endOffsets(partitions)));
            return readAll(reader, partitions);
        }
    }

    private static List<String> readAll(KafkaConsumer<byte[], byte[]> reader, List<TopicPartition> partitions) {
        List<String> seen = new ArrayList<>();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            reader.poll(Duration.ofMillis(200)).forEach(record -> seen.add(new String(record.value())));
        }
        return seen;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config, String isolation) {
        Map<String, Object> all = new HashMap<>(config);
        all.put("isolation.level", isolation);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void createTopic(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers, "default.api.timeout.ms",
                Long.toString(LIMIT_MS)))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PRODUCERS, (short) 1))).all().get();
        }
    }

    private Process startBroker(int port) throws Exception {
        File log = folder.resolve("broker.log").toFile();
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                BrokerProcess.class.getName(), folder.resolve("data").toString(), Integer.toString(port))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    }
}
