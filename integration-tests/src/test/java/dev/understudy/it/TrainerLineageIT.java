package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understudy.cli.Understudy;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.TrainerState;
import dev.understudy.trainer.TrainerException;
import dev.understudy.trainer.TrainerProcess;
import dev.understudy.trainer.TrainerSettings;
import dev.understudy.trainer.TrainerWorker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trainer on a real broker: what it publishes contains every sample once, whatever happens to it. */
@Tag("broker")
@Tag("child-process")
class TrainerLineageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int STEPS_PER_CANDIDATE = 20;

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
    void shouldPublishSignedVersionsAndCommitTheirOffsets() throws Exception {
        broker.sendSamples("calm", 1, 101);
        try (Running trainer = new Running("calm", () -> { })) {
            await().atMost(PATIENCE).until(() -> audit("calm").size() == 5);
        }
        List<VerifiedCheckpoint> versions = audit("calm");
        assertThat(seen(versions.get(4))).hasSize(100);
        assertThat(broker.lifecycle("calm").stream().map(LifecycleEvent::getKind).distinct())
                .containsExactly(LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED);
        assertEpochsGrow("calm");
    }

    @Test
    void shouldFenceTheOlderTrainerOfTheSameModel() throws Exception {
        AtomicInteger olderSteps = new AtomicInteger();
        Running older = new Running("fenced", olderSteps::incrementAndGet);
        broker.sendSamples("fenced", 1, 31);
        await().atMost(PATIENCE).until(() -> olderSteps.get() == 30);
        try (Running newer = new Running("fenced", () -> { })) {
            await().atMost(PATIENCE).until(newer::hasStarted);
            broker.sendSamples("fenced", 31, 101);
            assertThatThrownBy(older::result).isInstanceOf(TrainerException.class)
                    .hasMessageContaining("another trainer took over")
                    // The transaction coordinator and a partition leader each have a word for a fenced producer.
                    .rootCause().isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
            await().atMost(PATIENCE).until(() -> seen(last(audit("fenced"))).size() == 100);
        }
        audit("fenced");
        assertEpochsGrow("fenced");
    }

    @Test
    void shouldGoOnFromWhatAnEarlierKeySigned() throws Exception {
        broker.sendSamples("rekeyed", 1, 41);
        try (Running trainer = new Running("rekeyed", () -> { })) {
            await().atMost(PATIENCE).until(() -> audit("rekeyed").size() == 2);
        }
        TrainerSettings next = settings(broker.kafka(), keyFile(folder, "next"), "rekeyed");
        assertThatThrownBy(new Running(next, () -> { }, Float.NaN)::result)
                .isInstanceOf(TrainerException.class).hasMessageContaining("unknown-key");

        broker.sendSamples("rekeyed", 41, 61);
        KeyRing both = KeyRing.of(Signer.loadOrCreate(keyFile(folder, "rekeyed")).publicKey(),
                Signer.loadOrCreate(keyFile(folder, "next")).publicKey());
        try (Running trainer = new Running(next.withKeyRing(keyFile(folder, "rekeyed.pub")), () -> { }, Float.NaN)) {
            await().atMost(PATIENCE).until(() -> broker.versions("rekeyed", both).size() == 3);
        }
        assertThat(seen(last(broker.versions("rekeyed", both)))).hasSize(60).doesNotHaveDuplicates();
        assertEpochsGrow("rekeyed");
    }

    @Test
    void shouldAdmitEverySampleOnceWhenItDiesBetweenSteps() throws Exception {
        long seed = 5;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        broker.sendSamples("mortal", 1, 401);
        for (int life = 0; life < 8; life++) {
            AtomicInteger stepsLeft = new AtomicInteger(10 + random.nextInt(90));
            Running trainer = new Running("mortal", () -> {
                if (stepsLeft.decrementAndGet() < 0) {
                    throw new AssertionError("dies here");
                }
            });
            assertThatThrownBy(trainer::result).hasMessageContaining("dies here");
        }
        try (Running trainer = new Running("mortal", () -> { })) {
            await().atMost(PATIENCE).until(() -> seen(last(audit("mortal"))).size() == 400);
        }
        assertEpochsGrow("mortal");
    }

    @Test
    void shouldAdmitEverySampleOnceWhenItsProcessIsKilled() throws Exception {
        long seed = 9;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        broker.sendSamples("killed", 1, 1201);
        int published = 0;
        for (int life = 0; life < 3; life++) {
            int before = published;
            Process child = child("killed");
            try {
                await().atMost(PATIENCE).until(() -> audit("killed").size() > before);
                Thread.sleep(random.nextInt(300));
            } finally {
                child.destroyForcibly().waitFor();
            }
            published = audit("killed").size();
        }
        try (Running trainer = new Running("killed", () -> { })) {
            await().atMost(PATIENCE).until(() -> seen(last(audit("killed"))).size() == 1200);
        }
        assertEpochsGrow("killed");
        assertOldVersionsAreDeleted("killed");
    }

    /** Each once, whoever was killed in between; what is kept is the newest. */
    private static void assertOldVersionsAreDeleted(String model) throws Exception {
        List<Long> published = broker.versions(model, ring(model)).stream().map(v -> v.ref().getVersion()).toList();
        int kept = TrainerSettings.DEFAULT_KEEP_VERSIONS;
        assertThat(published).hasSizeGreaterThan(kept);
        assertThat(broker.deletedVersions(model)).isEqualTo(published.subList(0, published.size() - kept));
    }

    @Test
    void shouldFreezeOnDeclineAndGoOnWhenAsked() throws Exception {
        broker.sendSamples("declining", 1, 61);
        try (Running trainer = new Running("declining", () -> { }, 30)) {
            await().atMost(PATIENCE).until(() -> kinds("declining").contains(LifecycleKind.FROZEN));
            assertThat(seen(last(broker.versions("declining", ring("declining"))))).as("the bootstrap's").isEmpty();
        }
        // It is frozen after a restart, too: nothing more is published, whatever comes.
        broker.sendSamples("declining", 61, 101);
        try (Running trainer = new Running("declining", () -> { }, Float.NaN)) {
            await().atMost(PATIENCE).until(() -> trainer.samplesTaken() >= 40);
            int published = broker.versions("declining", ring("declining")).size();
            assertThat(models("list")).contains("training is frozen since", "canary-vs-base");
            assertThat(models("resume", "--operator=ann", "--reason=mended")).contains("goes on, epoch");
            assertThat(broker.versions("declining", ring("declining"))).hasSize(published);
            broker.sendSamples("declining", 201, 221);
            await().atMost(PATIENCE).until(() ->
                    broker.versions("declining", ring("declining")).size() > published);
        }
        assertThat(seen(last(broker.versions("declining", ring("declining")))))
                .hasSize(STEPS_PER_CANDIDATE).allMatch(number -> number > 100);
        assertThat(kinds("declining")).containsSubsequence(LifecycleKind.ROLLED_BACK, LifecycleKind.FROZEN,
                LifecycleKind.RESUME_REQUESTED, LifecycleKind.RESUMED, LifecycleKind.PROMOTED);
        List<Long> epochs = broker.lifecycle("declining").stream()
                .filter(event -> event.getKind() != LifecycleKind.RESUME_REQUESTED).map(LifecycleEvent::getEpoch)
                .toList();
        assertThat(epochs).isSorted().doesNotHaveDuplicates();
    }

    private static List<LifecycleKind> kinds(String model) throws Exception {
        return broker.lifecycle(model).stream().map(LifecycleEvent::getKind).toList();
    }

    private static String models(String... args) {
        List<String> all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(args));
        all.addAll(List.of("--model=declining", "--bootstrap-servers=" + broker.bootstrapServers(),
                "--keys=" + keyFile(folder, "declining.pub")));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Understudy.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        assertThat(code).as(out + "\n" + err).isZero();
        return out.toString();
    }

    /** Every version goes on from its parent, teaches nothing twice and skips nothing; the state says the same. */
    private List<VerifiedCheckpoint> audit(String model) throws Exception {
        List<VerifiedCheckpoint> versions = broker.versions(model, ring(model));
        Map<Long, List<Float>> byVersion = new HashMap<>(Map.of(0L, List.of()));
        for (VerifiedCheckpoint version : versions) {
            List<Float> seen = seen(version);
            List<Float> parent = byVersion.get(version.checkpoint().manifest().getParentVersion());
            assertThat(parent).as("parent of %s", version).isNotNull();
            assertThat(seen.subList(0, parent.size())).as("what %s inherits", version).isEqualTo(parent);
            assertThat(new HashSet<>(seen)).as("samples of %s", version).hasSameSizeAs(seen);
            assertNoneSkipped(seen, version);
            // A step follows each sample: a memory that was lost, or is of another version, counts otherwise.
            assertThat(LedgerLearner.remembered(version.checkpoint())).as("steps remembered by %s", version)
                    .isEqualTo(seen.size());
            byVersion.put(version.ref().getVersion(), seen);
        }
        assertStateFits(model, versions);
        return versions;
    }

    private static void assertNoneSkipped(List<Float> seen, VerifiedCheckpoint version) {
        for (int partition = 0; partition < LoopBroker.PARTITIONS; partition++) {
            int p = partition;
            List<Integer> numbers = seen.stream().map(Float::intValue)
                    .filter(n -> n % LoopBroker.PARTITIONS == p).toList();
            // Samples are numbered from 1.
            assertThat(numbers.isEmpty() || numbers.get(0) <= LoopBroker.PARTITIONS)
                    .as("start of %s", version).isTrue();
            for (int i = 1; i < numbers.size(); i++) {
                assertThat(numbers.get(i)).as("sample after %s in %s", numbers.get(i - 1), version)
                        .isEqualTo(numbers.get(i - 1) + LoopBroker.PARTITIONS);
            }
        }
    }

    private static void assertStateFits(String model, List<VerifiedCheckpoint> versions) throws Exception {
        TrainerState last = null;
        for (ConsumerRecord<byte[], byte[]> record : broker.committed(Topics.TRAINER_STATE)) {
            if (model.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                last = TrainerState.parseFrom(record.value());
            }
        }
        if (last != null && !versions.isEmpty() && last.getCheckpoint().equals(last(versions).ref())) {
            assertThat(last.getAdmittedSamples()).isEqualTo(seen(last(versions)).size());
            assertThat(last.getTrainingSteps()).isEqualTo(last.getAdmittedSamples());
            assertThat(last.getMemory().getCheckpoint()).isEqualTo(last.getCheckpoint());
        }
    }

    private static void assertEpochsGrow(String model) throws Exception {
        List<Long> epochs = broker.lifecycle(model).stream().map(LifecycleEvent::getEpoch).toList();
        assertThat(epochs).isSorted().doesNotHaveDuplicates();
    }

    private static VerifiedCheckpoint last(List<VerifiedCheckpoint> versions) {
        return versions.get(versions.size() - 1);
    }

    private static List<Float> seen(VerifiedCheckpoint version) {
        return LedgerLearner.numbers(version.checkpoint());
    }

    private static KeyRing ring(String model) {
        return KeyRing.of(Signer.loadOrCreate(keyFile(folder, model)).publicKey());
    }

    private static Path keyFile(Path base, String model) {
        return base.resolve("keys").resolve(model);
    }

    private static TrainerSettings settings(KafkaConnection kafka, Path keyFile, String model) {
        return TrainerSettings.local(kafka, keyFile).withModel(model)
                .withStepsPerCandidate(STEPS_PER_CANDIDATE);
    }

    private static Process child(String model) throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-cp", classPath(), Child.class.getName(), broker.bootstrapServers(),
                keyFile(folder, model).toString(), model)
                .redirectErrorStream(true).redirectOutput(folder.resolve(model + ".log").toFile()).start();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace('\n', File.pathSeparatorChar);
    }

    /** A trainer as a process of its own, to be killed. */
    static final class Child {

        private Child() {
        }

        public static void main(String[] args) {
            new TrainerWorker(settings(KafkaConnection.to(args[0]), Path.of(args[1]), args[2]), (bootstrap, from) ->
                    new LedgerLearner(args[2], from, () -> pause(2)), () -> LedgerLearner.BOOTSTRAP,
                    new SimpleMeterRegistry()).run();
        }

        private static void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A trainer on a thread of its own. */
    private static final class Running implements AutoCloseable {

        private final TrainerProcess trainer;
        private final CompletableFuture<Void> started = new CompletableFuture<>();

        Running(String model, Runnable beforeStep) {
            this(model, beforeStep, Float.NaN);
        }

        Running(String model, Runnable beforeStep, float declinesAt) {
            this(settings(broker.kafka(), keyFile(folder, model), model), beforeStep, declinesAt);
        }

        Running(TrainerSettings settings, Runnable beforeStep, float declinesAt) {
            String model = settings.model();
            trainer = new TrainerProcess(new TrainerWorker(settings,
                    (bootstrap, from) -> start(model, from, beforeStep).declinesAt(declinesAt),
                    () -> LedgerLearner.BOOTSTRAP,
                    new SimpleMeterRegistry())).start();
        }

        private LedgerLearner start(String model, Checkpoint from, Runnable beforeStep) {
            started.complete(null);
            return new LedgerLearner(model, from, beforeStep);
        }

        boolean hasStarted() {
            return started.isDone();
        }

        long samplesTaken() {
            return trainer.samplesTaken();
        }

        /** Throws what ended it by itself. */
        void result() {
            await().atMost(PATIENCE).until(() -> !trainer.isRunning());
            trainer.check();
        }

        @Override
        public void close() {
            trainer.close();
            trainer.check();
        }
    }
}
