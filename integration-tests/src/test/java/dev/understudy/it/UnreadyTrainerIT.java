package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.cli.ops.OpsServer;
import dev.understudy.cli.ops.Readiness;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.train.JudgedSample;
import dev.understudy.learning.train.WeightMaps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.replay.harvest.HarvestedFrame;
import dev.understudy.replay.harvest.ObjectHarvest;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import dev.understudy.trainer.OnlineLearner;
import dev.understudy.trainer.TrainerProcess;
import dev.understudy.trainer.TrainerSettings;
import dev.understudy.trainer.TrainerWorker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real trainer on a real broker with a student of which no step is finite. */
@Tag("broker")
class UnreadyTrainerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long SEED = 78;
    private static final int ROBOTS = 2;
    private static final int FRAMES = 40; // per robot
    private static final double FRAME_RATE_HZ = 2;

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerAProbeWithTheStepsItDiscarded() throws Exception {
        System.out.println("seed " + SEED);
        Checkpoint bootstrap = BootstrapCheckpoint.load().checkpoint();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (LoopBroker broker = LoopBroker.cleared()) {
            TrainerSettings settings =
                    TrainerSettings.local(broker.kafka(), folder.resolve("signing.key")).withSeed(SEED);
            Checkpoint broken = withBrokenStudent(bootstrap);
            try (TrainerProcess trainer = new TrainerProcess(new TrainerWorker(settings,
                            OnlineLearner.withShippedAnchors(settings), () -> broken, meters));
                    OpsServer server = OpsServer.start("127.0.0.1", 0, null, meters, () -> true,
                            Readiness.of(List.of(new Readiness.Condition("steps", trainer::stepFault))))) {
                assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
                trainer.start();
                send(broker, samples(bootstrap));
                await().atMost(PATIENCE).until(() -> get(server, "/readyz").statusCode() == 503);
                assertThat(get(server, "/readyz").body()).startsWith("not ready: steps: ")
                        .contains("optimiser steps were discarded", ", 0 out of line").hasLineCount(1);
                assertThat(get(server, "/metrics").body())
                        .containsPattern("trainer_steps_discarded_total\\{cause=\"not-finite\"} [1-9]")
                        .containsPattern("trainer_rollbacks_total\\{cause=\"bad-steps\"} [1-9]");
                trainer.check();
            }
        }
    }

    /** Its teacher, which would serve, is sound. */
    private static Checkpoint withBrokenStudent(Checkpoint sound) {
        Map<String, Tensor> tensors = WeightMaps.copy(sound.tensors());
        tensors.entrySet().stream().filter(e -> e.getKey().startsWith(Checkpoint.STUDENT_PREFIX)).findFirst()
                .orElseThrow().getValue().data()[0] = Float.NaN;
        return new Checkpoint(sound.manifest(), tensors);
    }

    private static HttpResponse<String> get(OpsServer server, String path) throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void send(LoopBroker broker, List<PseudoLabelledSample> samples) {
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            for (PseudoLabelledSample sample : samples) {
                producer.send(new ProducerRecord<>(Topics.SAMPLE, 0, LoopBroker.utf8(sample.getRobotId()),
                        sample.toByteArray()));
            }
        }
    }

    private static List<PseudoLabelledSample> samples(Checkpoint judge) {
        List<PseudoLabelledSample> out = new ArrayList<>();
        FleetConfig fleet = FleetConfig.of(SEED, ROBOTS, FRAME_RATE_HZ, FRAMES, Domains.SOURCE);
        try (ObjectHarvest harvest = ObjectHarvest.of(new SimulatedFleet(fleet), LabelCoverage.EVERYWHERE);
                Classifier classifier = Classifier.open(judge)) {
            for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                List<Cluster> clusters = frame.set().getClustersList();
                ClassScores scores = classifier.classify(clusters);
                for (int i = 0; i < clusters.size(); i++) {
                    out.add(JudgedSample.of(judge, classifier, scores, i, clusters.get(i))
                            .setRobotId(frame.set().getRobotId()).build());
                }
            }
        }
        return out;
    }
}
