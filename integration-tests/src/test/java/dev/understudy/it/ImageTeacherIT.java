package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.cli.evaluate.EventDigest;
import dev.understudy.perception.RealData;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real detector beside the running stream, on real frames, by the commands of docs/image-teachers.md. */
@Tag("broker")
@Tag("child-process")
@Tag("real-data")
class ImageTeacherIT {

    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final int INPUT = 3;
    /** Frames of the drive; one camera. */
    private static final int FRAMES = 20;
    private static final String NAME = "detector:fastestdet_coco.onnx";

    @TempDir
    private Path folder;

    @Test
    void shouldTeachSamplesAndLeaveEventsAsTheyAre() throws Exception {
        String drive = RealData.folder("kitti_raw").toString();
        Path detector = RealData.folder("weights").resolve("fastestdet_coco.onnx");
        JsonNode without = evaluate(drive);
        int all = without.requiredAt("/events").asInt();
        try (LoopBroker broker = new LoopBroker(folder.resolve("broker"))) {
            CommandRun replay = CommandRun.understudy(folder, "replay", drive, "--rate", "max", "--bootstrap-servers",
                    broker.bootstrapServers());
            assertThat(replay.exitCode()).as(replay.err()).isZero();
            assertThat(CommandRun.understudy(folder, "keys", "create", "signing.key", "--public", "trusted").exitCode())
                    .isZero();
            int port = CommandRun.freePort();
            Process stream = CommandRun.start(folder, "stream", "--event-time", "--state-dir",
                    "state", "--metrics-port=" + port, "--image-teacher", "detector:" + detector,
                    "--keys", "trusted", "--bootstrap-servers", broker.bootstrapServers(), "--registry",
                    SharedServices.registryUrl());
            String metrics;
            try {
                await().atMost(LIMIT).until(() -> {
                    assertThat(stream.isAlive()).as("the stream runs").isTrue();
                    return broker.committed(Topics.OBJECT_EVENT).size() >= all;
                });
                metrics = metrics(port);
            } finally {
                stream.destroy();
                stream.waitFor();
            }

            EventDigest digest = broker.eventDigest();
            assertThat(digest.events()).isEqualTo(all);
            assertThat(digest.hex()).isEqualTo(without.requiredAt("/eventDigest").asText());
            List<Cluster> judged = judged(broker);
            List<PseudoLabelledSample> taught = taught(broker);
            metrics.lines().filter(line -> line.startsWith("image_teacher")).forEach(System.out::println);
            System.out.println(taught.size() + " of " + all + " samples have the detector's opinion in them");
            assertThat(taught).isNotEmpty().hasSameSizeAs(judged);
            assertThat(metrics)
                    .contains("image_teacher_opinions_total{kind=\"detector\"} " + (double) judged.size())
                    .contains("image_teacher_failures_total{kind=\"detector\"} 0.0")
                    .contains("image_teacher_latency_seconds_count{kind=\"detector\"} " + FRAMES);
        }
    }

    @Test
    void shouldNameATeacherThatCannotBeOpenedInOneLineAtStart() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.onnx"), "no network");
        for (String teacher : List.of("detector:" + bad, "detector:gone.onnx", "oracle:" + bad)) {
            CommandRun run = CommandRun.understudy(folder, "stream", "--image-teacher", teacher,
                    "--bootstrap-servers", "127.0.0.1:1", "--registry", "http://127.0.0.1:1", "--metrics-port=0");
            assertThat(run.exitCode()).isEqualTo(INPUT);
            assertThat(run.err().strip().lines()).singleElement().asString().startsWith("understudy: ")
                    .contains(teacher.substring(teacher.lastIndexOf('/') + 1).replace("detector:", ""));
        }
    }

    /** Objects that the detector had an opinion on, by what came with them. */
    private static List<Cluster> judged(LoopBroker broker) throws Exception {
        List<Cluster> judged = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.committed(Topics.CLUSTER)) {
            ClusterSet.parseFrom(record.value()).getClustersList().stream().filter(Cluster::hasImageOpinion)
                    .forEach(judged::add);
        }
        assertThat(judged).allSatisfy(object ->
                assertThat(object.getImageOpinion().getTeacher()).isEqualTo(NAME));
        return judged;
    }

    private static List<PseudoLabelledSample> taught(LoopBroker broker) throws Exception {
        List<PseudoLabelledSample> taught = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.committed(Topics.SAMPLE)) {
            PseudoLabelledSample sample = PseudoLabelledSample.parseFrom(record.value());
            assertThat(sample.getImageTeacher()).isIn("", NAME);
            if (!sample.getImageTeacher().isEmpty()) {
                taught.add(sample);
            }
        }
        return taught;
    }

    private static String metrics(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private JsonNode evaluate(String drive) throws Exception {
        CommandRun run = CommandRun.understudy(folder, "evaluate", "--json", drive);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.json().requiredAt("/models/0");
    }
}
