package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.cli.Understudy;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.train.JudgedSample;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
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
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real trainer on a real broker, among whose samples some are wrong: they never reach the live model. */
@Tag("broker")
class PoisonedSamplesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String MODEL = "student";
    private static final String STUCK = "robot-02";
    private static final long SEED = 77;
    private static final int ROBOTS = 3;
    private static final int FRAMES = 150; // of all robots
    private static final double FRAME_RATE_HZ = 2;
    private static final int STEPS_PER_CANDIDATE = 20;

    @TempDir
    private static Path folder;

    @Test
    void shouldNameTheStuckCameraAndBlockForgedLabels() throws Exception {
        System.out.println("seed " + SEED);
        Checkpoint bootstrap = BootstrapCheckpoint.load().checkpoint();
        List<PseudoLabelledSample> fleet = fleet(bootstrap);
        assertThat(fleet.stream().map(PseudoLabelledSample::getRobotId).distinct()).hasSize(ROBOTS).contains(STUCK);
        TrainerSettings settings;
        try (LoopBroker broker = LoopBroker.cleared()) {
            settings = TrainerSettings.local(broker.kafka(), folder.resolve("signing.key"))
                    .withModel(MODEL).withStepsPerCandidate(STEPS_PER_CANDIDATE).withSeed(SEED);
            settings = settings.withLearning(settings.learning()
                    .withGate(settings.learning().gate().withMinima(10, 5, 16)));
            try (TrainerProcess trainer = new TrainerProcess(new TrainerWorker(settings,
                    OnlineLearner.withShippedAnchors(settings), () -> bootstrap, new SimpleMeterRegistry())).start()) {
                send(broker, fleet);
                await().atMost(PATIENCE).until(() -> kinds(broker).contains(LifecycleKind.PROMOTED)
                        && kinds(broker).contains(LifecycleKind.ROBOT_DISTRUSTED));
                await().atMost(PATIENCE).until(() -> trainer.samplesTaken() >= fleet.size());
                long promotedBefore = promoted(broker);
                send(broker, fleet.stream().map(PoisonedSamplesIT::forged).toList());
                await().atMost(PATIENCE).until(() -> broker.lifecycle(MODEL).stream()
                        .filter(event -> event.getReason().contains("labels-vs-served")).count() >= 2);
                await().atMost(PATIENCE).until(() -> trainer.samplesTaken() >= 2L * fleet.size());
                assertThat(promoted(broker)).isEqualTo(promotedBefore);
                trainer.check();
            }
            assertThat(broker.lifecycle(MODEL).stream()
                    .filter(event -> event.getKind() == LifecycleKind.ROBOT_DISTRUSTED))
                    .hasSize(1).allMatch(event -> event.getRobot().equals(STUCK)
                            && event.getReason().equals("branches-unrelated"));
            assertThat(modelsList(broker)).contains("robot " + STUCK + " teaches nothing since", "labels-vs-served");
        }
    }

    private static List<LifecycleKind> kinds(LoopBroker broker) throws Exception {
        return broker.lifecycle(MODEL).stream().map(LifecycleEvent::getKind).toList();
    }

    private static long promoted(LoopBroker broker) throws Exception {
        return kinds(broker).stream().filter(kind -> kind == LifecycleKind.PROMOTED).count();
    }

    private static void send(LoopBroker broker, List<PseudoLabelledSample> samples) {
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            for (PseudoLabelledSample sample : samples) {
                producer.send(new ProducerRecord<>(Topics.SAMPLE, 0, LoopBroker.utf8(sample.getRobotId()),
                        sample.toByteArray()));
            }
        }
    }

    /** The next class's label, which both branches seem to say; on another day, so that tracks are new. */
    private static PseudoLabelledSample forged(PseudoLabelledSample sample) {
        PseudoLabelledSample.Builder out = sample.toBuilder().setVerdict(Verdict.ACCEPTED).setConfidence(1)
                .setLabel((sample.getLabel() + 1) % sample.getPointDistributionCount())
                .clearPointDistribution().addAllPointDistribution(moved(sample.getPointDistributionList()))
                .clearImageDistribution().addAllImageDistribution(moved(sample.getImageDistributionList()));
        out.getClusterBuilder().setTrackId(1_000_000 + sample.getCluster().getTrackId());
        return out.build();
    }

    /** Every probability a class further. */
    private static List<Float> moved(List<Float> distribution) {
        List<Float> out = new ArrayList<>(distribution);
        Collections.rotate(out, 1);
        return out;
    }

    /** What a fleet in the source domain sees, of which one robot's camera shows one thing all the time. */
    private static List<PseudoLabelledSample> fleet(Checkpoint bootstrap) {
        List<PseudoLabelledSample> out = new ArrayList<>();
        FleetConfig fleet = FleetConfig.of(SEED, ROBOTS, FRAME_RATE_HZ, FRAMES / ROBOTS, Domains.SOURCE);
        ImageCrop stuck = null;
        try (ObjectHarvest harvest = ObjectHarvest.of(new SimulatedFleet(fleet), LabelCoverage.EVERYWHERE);
                Classifier classifier = Classifier.open(bootstrap)) {
            for (HarvestedFrame frame = harvest.next(); frame != null; frame = harvest.next()) {
                List<Cluster> clusters = new ArrayList<>();
                String robot = frame.set().getRobotId();
                for (Cluster cluster : frame.set().getClustersList()) {
                    stuck = stuck == null && cluster.hasCrop() ? cluster.getCrop() : stuck;
                    clusters.add(robot.equals(STUCK) && cluster.hasCrop()
                            ? cluster.toBuilder().setCrop(stuck).build() : cluster);
                }
                ClassScores scores = classifier.classify(clusters);
                for (int i = 0; i < clusters.size(); i++) {
                    out.add(sample(robot, clusters.get(i), classifier, scores, i, bootstrap));
                }
            }
        }
        return out;
    }

    private static PseudoLabelledSample sample(String robot, Cluster cluster, Classifier classifier,
            ClassScores scores, int i, Checkpoint bootstrap) {
        return JudgedSample.of(bootstrap, classifier, scores, i, cluster).setRobotId(robot).build();
    }

    private static String modelsList(LoopBroker broker) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Understudy.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute("models", "list", "--model=" + MODEL, "--bootstrap-servers=" + broker.bootstrapServers(),
                        "--keys=" + folder.resolve("signing.key.pub"));
        assertThat(code).as(out + "\n" + err).isZero();
        return out.toString();
    }
}
