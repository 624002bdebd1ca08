package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.understudy.cli.Understudy;
import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointAssembler;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.streams.metrics.StreamMeters;
import dev.understudy.streams.model.LifecycleReport;
import dev.understudy.streams.model.LiveModel;
import dev.understudy.streams.model.ModelAdoption;
import dev.understudy.streams.model.ModelSubscriber;
import dev.understudy.trainer.TrainerProcess;
import dev.understudy.trainer.TrainerSettings;
import dev.understudy.trainer.TrainerWorker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes live on a stream instance, on a real broker: only whole, signed, newer versions. */
@Tag("broker")
class ModelSwapIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

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
    void shouldAdoptWhatTheTrainerPublishesAndReportIt() throws Exception {
        TrainerSettings settings = TrainerSettings.local(broker.kafka(), folder.resolve("trainer.key"))
                .withModel("adopting").withStepsPerCandidate(10);
        Signer signer = Signer.loadOrCreate(settings.keys().signing());
        try (Instance instance = new Instance("adopting", signer);
                TrainerProcess trainer = trainer(settings).start()) {
            for (int version = 1; version <= 3; version++) {
                broker.sendSamples("adopting", 10 * version - 9, 10 * version + 1);
                int expected = version;
                await().atMost(PATIENCE).until(() -> instance.liveVersion() == expected);
            }
        }
        List<LifecycleEvent> adopted = broker.lifecycle("adopting").stream()
                .filter(event -> event.getKind() == LifecycleKind.ADOPTED).toList();
        assertThat(adopted).extracting(event -> event.getModel().getVersion()).containsExactly(1L, 2L, 3L);
        assertThat(adopted).allMatch(event -> event.getInstance().equals("it-adopting"));
        assertThat(adopted).extracting(LifecycleEvent::getEpoch).containsExactly(2L, 4L, 6L);
    }

    @Test
    void shouldGoBackWhenAnOperatorAsks() throws Exception {
        String model = "back";
        TrainerSettings settings = TrainerSettings.local(broker.kafka(), folder.resolve("back/trainer.key"))
                .withModel(model).withStepsPerCandidate(10);
        Signer signer = Signer.loadOrCreate(settings.keys().signing());
        try (Instance instance = new Instance(model, signer);
                TrainerProcess trainer = trainer(settings).start()) {
            broker.sendSamples(model, 1, 21);
            await().atMost(PATIENCE).until(() -> instance.liveVersion() == 2);
            int exit = Understudy.commandLine().execute("models", "rollback", "1", "--model=" + model,
                    "--keys=" + folder.resolve("back"), "--bootstrap-servers=" + broker.bootstrapServers());
            assertThat(exit).isZero();
            await().atMost(PATIENCE).until(() -> instance.liveVersion() == 3);
            broker.sendSamples(model, 21, 31);
            await().atMost(PATIENCE).until(() -> instance.liveVersion() == 4);
        }
        List<VerifiedCheckpoint> versions = broker.versions(model, KeyRing.of(signer.publicKey()));
        assertThat(versions.get(2).checkpoint().tensors()).isEqualTo(versions.get(0).checkpoint().tensors());
        assertThat(versions).extracting(VerifiedCheckpoint::epoch).isSorted();
        // The samples of the version that was given up are trained on by nobody again.
        assertThat(LedgerLearner.numbers(versions.get(3).checkpoint())).hasSize(20).doesNotHaveDuplicates()
                .startsWith(LedgerLearner.numbers(versions.get(0).checkpoint()).toArray(Float[]::new))
                .doesNotContainAnyElementsOf(LedgerLearner.numbers(versions.get(1).checkpoint()).subList(10, 20));
    }

    @Test
    void shouldNeverSeeAnAbortedPublication() throws Exception {
        Signer signer = Signer.generate();
        try (Instance instance = new Instance("aborted", signer);
                Producer<byte[], byte[]> producer = broker.producer("aborted")) {
            producer.initTransactions();
            producer.beginTransaction();
            LoopBroker.sendChunks(producer, version("aborted", 1, signer).records());
            producer.abortTransaction();
            producer.beginTransaction();
            LoopBroker.sendChunks(producer, version("aborted", 2, signer).records());
            producer.commitTransaction();
            await().atMost(PATIENCE).until(() -> instance.liveVersion() == 2);
            assertThat(instance.loaded).containsExactly(2L);
            assertThat(instance.meters.find(StreamMeters.CHECKPOINTS_REFUSED).counters()).isEmpty();
        }
    }

    @Test
    void shouldRefuseEachFaultUnderItsReasonAndKeepTheLiveModel() throws Exception {
        Signer signer = Signer.generate();
        String model = "faulty";
        try (Instance instance = new Instance(model, signer);
                Producer<byte[], byte[]> producer = broker.producer()) {
            LoopBroker.sendChunks(producer, version(model, 5, signer).records());
            await().atMost(PATIENCE).until(() -> instance.liveVersion() == 5);

            List<CheckpointChunk> missing = new ArrayList<>(version(model, 6, signer).records());
            missing.remove(0);
            List<CheckpointChunk> tampered = new ArrayList<>(version(model, 7, signer).records());
            tampered.set(1, flipped(tampered.get(1)));
            LoopBroker.sendChunks(producer, missing);
            LoopBroker.sendChunks(producer, tampered);
            LoopBroker.sendChunks(producer, version(model, 8, Signer.generate()).records());
            LoopBroker.sendChunks(producer, version(model, 4, signer).records());
            await().atMost(PATIENCE).until(() -> instance.refused().size() == 4);

            assertThat(instance.liveVersion()).isEqualTo(5);
            assertThat(instance.refused())
                    .containsExactlyInAnyOrder("missing-chunk", "chunk-digest", "unknown-key", "stale-epoch");
            LoopBroker.sendChunks(producer, version(model, 9, signer).records());
            await().atMost(PATIENCE).until(() -> instance.liveVersion() == 9);
            assertThat(instance.loaded).containsExactly(5L, 9L);
        }
        assertThat(broker.lifecycle(model).stream().filter(e -> e.getKind() == LifecycleKind.REFUSED)
                .map(e -> e.getModel().getVersion() + " " + e.getReason()))
                .containsExactly("6 missing-chunk", "7 chunk-digest", "8 unknown-key", "4 stale-epoch");
    }

    private static TrainerProcess trainer(TrainerSettings settings) {
        return new TrainerProcess(new TrainerWorker(settings, (bootstrap, from) ->
                new LedgerLearner(settings.model(), from, () -> { }), () -> LedgerLearner.BOOTSTRAP,
                new SimpleMeterRegistry()));
    }

    private static CheckpointChunk flipped(CheckpointChunk chunk) {
        byte[] data = chunk.getData().toByteArray();
        data[data.length / 2] ^= 1;
        return chunk.toBuilder().setData(ByteString.copyFrom(data)).build();
    }

    /** Two chunks and a manifest. */
    private static EncodedCheckpoint version(String model, long version, Signer signer) {
        float[] weights = new float[200_000];
        weights[0] = version;
        return CheckpointCodec.encode(new Checkpoint(CheckpointManifest.newBuilder().setModel(model)
                .setVersion(version).setEpoch(version).build(),
                Map.of("w", new Tensor(new long[] {weights.length}, weights))), signer);
    }

    /** The model side of a stream instance, started on a bootstrap of version and epoch 0. */
    private static final class Instance implements AutoCloseable {

        final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        final List<Long> loaded = new CopyOnWriteArrayList<>();
        private final LiveModel<AutoCloseable> live;
        private final LifecycleReport report;
        private final ModelSubscriber subscriber;

        Instance(String model, Signer trusted) throws InterruptedException {
            live = new LiveModel<>(bootstrap(model), () -> { });
            report = LifecycleReport.connect(broker.kafka(), "it-" + model);
            subscriber = ModelSubscriber.connect(broker.kafka(), model,
                    KeyRing.of(trusted.publicKey()), new ModelAdoption<>(live, checkpoint -> {
                        loaded.add(checkpoint.manifest().getVersion());
                        return () -> { };
                    }, report, meters)).start();
            assertThat(subscriber.awaitCaughtUp(PATIENCE)).isTrue();
        }

        long liveVersion() {
            return live.current().ref().getVersion();
        }

        List<String> refused() {
            return meters.find(StreamMeters.CHECKPOINTS_REFUSED).counters().stream()
                    .filter(counter -> counter.count() == 1).map(c -> c.getId().getTag("reason")).toList();
        }

        private static VerifiedCheckpoint bootstrap(String model) {
            EncodedCheckpoint encoded = CheckpointCodec.encodeUnsigned(new Checkpoint(
                    CheckpointManifest.newBuilder().setModel(model).build(),
                    Map.of("w", new Tensor(new long[] {1}, new float[1]))));
            CheckpointAssembler assembler = new CheckpointAssembler(
                    ManifestTrust.pinned(encoded.ref().getDigest().toByteArray()), AssemblyLimits.defaults());
            return encoded.records().stream().flatMap(r -> assembler.accept(r).stream())
                    .map(settled -> ((Assembly.Verified) settled).checkpoint()).findFirst().orElseThrow();
        }

        @Override
        public void close() {
            subscriber.close();
            report.close();
            live.close();
        }
    }
}
