package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import dev.understudy.proto.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dead letters on a real broker, from the list to their return. */
@Tag("broker")
class DlqCommandIT {

    private static final int INPUT = 3;
    /** No UTF-8, and no message either. */
    private static final byte[] RUBBISH = {(byte) 0xff, 0, 7, (byte) 0xc3};

    @TempDir
    private Path folder;

    @Test
    void shouldListShowExportAndReplay() throws Exception {
        try (LoopBroker broker = LoopBroker.shared()) {
            try (Producer<byte[], byte[]> producer = broker.producer()) {
                producer.send(letter("dlq-1", Topics.POSE, 1, "bad-pose"));
                producer.send(letter("dlq-2", Topics.POSE, 0, "bad-pose"));
                producer.send(letter("dlq-1", Topics.CHECKPOINT, 0, "bad-pose"));
                producer.send(letter("dlq-1", Topics.SAMPLE, 0, "undecodable-sample"));
            }
            JsonNode listed = json(broker, "list", "--json", "--robot=dlq-1");
            JsonNode one = json(broker, "list", "--json", "--robot=dlq-1", "--topic=" + Topics.POSE)
                    .requiredAt("/latest/0");
            String id = one.requiredAt("/id").asText();
            run(broker, 0, "export", folder.resolve("out").toString(), "--id=" + id);

            assertThat(listed.requiredAt("/total").asInt()).isEqualTo(3);
            assertThat(listed.requiredAt("/reasons").toString()).contains("\"perception.pose.v1 bad-pose\":1");
            assertThat(json(broker, "show", id, "--json").requiredAt("/firstBytes").asText()).isEqualTo("ff0007c3");
            assertThat(folder.resolve("out").resolve(id.replace(':', '-') + ".bin")).hasBinaryContent(RUBBISH);
            assertThat(Files.readString(folder.resolve("out").resolve(id.replace(':', '-') + ".json")))
                    .contains("bad-pose");
            assertThat(run(broker, INPUT, "show", "0:999")).contains("no dead letter 0:999");
            assertThat(run(broker, INPUT, "replay", "--reason=bad-pose", "--robot=dlq-1"))
                    .contains("sent 1", "left 1: comes from a topic that is not replayed to");

            List<ConsumerRecord<byte[], byte[]>> back = own(broker.committed(Topics.POSE));
            assertThat(back).singleElement().satisfies(record -> {
                assertThat(record.partition()).isEqualTo(1);
                assertThat(record.value()).isEqualTo(RUBBISH);
                assertThat(new String(record.headers().lastHeader(Topics.HEADER_REPLAYED_FROM).value(),
                        StandardCharsets.UTF_8)).isEqualTo(Topics.DEAD_LETTER + "-" + id.replace(':', '@'));
                assertThat(record.headers().lastHeader(Topics.HEADER_DEAD_REASON)).isNull();
            });
            assertThat(own(broker.committed(Topics.CHECKPOINT))).isEmpty();
        }
    }

    /** Of its robots. */
    private static List<ConsumerRecord<byte[], byte[]>> own(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).startsWith("dlq-")).toList();
    }

    private static ProducerRecord<byte[], byte[]> letter(String robot, String topic, int partition, String reason) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.DEAD_LETTER, LoopBroker.utf8(robot), RUBBISH);
        record.headers().add(Topics.HEADER_DEAD_REASON, LoopBroker.utf8(reason));
        record.headers().add(Topics.HEADER_DEAD_TOPIC, LoopBroker.utf8(topic));
        record.headers().add(Topics.HEADER_DEAD_PARTITION, LoopBroker.utf8(Integer.toString(partition)));
        record.headers().add(Topics.HEADER_DEAD_OFFSET, LoopBroker.utf8("5"));
        return record;
    }

    private static JsonNode json(LoopBroker broker, String... args) throws Exception {
        return new ObjectMapper().readTree(run(broker, 0, args));
    }

    private static String run(LoopBroker broker, int exit, String... args) {
        List<String> all = new ArrayList<>(List.of("dlq"));
        all.addAll(List.of(args));
        all.add("--bootstrap-servers=" + broker.bootstrapServers());
        StringWriter out = new StringWriter();
        PrintWriter lines = new PrintWriter(out, true);
        assertThat(Understudy.commandLine().setOut(lines).setErr(lines).execute(all.toArray(String[]::new)))
                .as(out.toString()).isEqualTo(exit);
        return out.toString();
    }
}
