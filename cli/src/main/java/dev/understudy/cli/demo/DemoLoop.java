package dev.understudy.cli.demo;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.feed.LogFeed;
import dev.understudy.cli.ops.Readiness;
import dev.understudy.cli.ops.Readiness.Condition;
import dev.understudy.cli.run.Backbone;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.streams.InferenceApp;
import dev.understudy.streams.PerceptionApp;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.RegistryClient;
import dev.understudy.streams.inference.TeacherAndStudent;
import dev.understudy.streams.model.LifecycleReport;
import dev.understudy.streams.model.LiveModel;
import dev.understudy.streams.model.ModelAdoption;
import dev.understudy.streams.model.ModelSubscriber;
import dev.understudy.streams.topic.TopicCreator;
import dev.understudy.trainer.TrainerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Both stream applications, the model subscriber and the trainer, in this process, on given services. */
final class DemoLoop implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** LiDAR frames that may be under way before the feed waits. */
    private static final long MAX_FRAMES_UNDER_WAY = 40;
    /** Samples the trainer may be behind before the feed waits; the student adapts to a stream, not to a backlog. */
    private static final long MAX_SAMPLES_BEHIND = 600;
    /** Without any progress for this long the stream is given up, seconds. */
    static final long STALL_SECONDS = 60;
    private static final String SIGNING_KEY = "keys/signing.key";

    private final LoopSettings settings;
    private final VerifiedCheckpoint bootstrap;
    private final Classifier frozen;
    private final LiveModel<TeacherAndStudent> live;
    private final LifecycleReport lifecycle;
    private final ModelSubscriber subscriber;
    private final PerceptionApp perception;
    private final InferenceApp inference;
    private final RegistryClient registry;
    private final TrainerThread trainer;
    private final Stall stall = new Stall(STALL_SECONDS);
    private StreamScorer scorer;

    private DemoLoop(LoopSettings settings, RunFolder folder, MeterRegistry meters) {
        this.settings = settings;
        Backbone backbone = settings.backbone();
        this.registry = new RegistryClient(backbone.registryUrl());
        Signer signer = Signer.loadOrCreate(folder.file(SIGNING_KEY));
        this.bootstrap = BootstrapCheckpoint.load();
        this.frozen = Classifier.open(bootstrap.checkpoint());
        this.live = new LiveModel<>(bootstrap, TeacherAndStudent.load(bootstrap.checkpoint()));
        this.lifecycle = LifecycleReport.connect(backbone.kafka(), "demo");
        this.subscriber = ModelSubscriber.connect(backbone.kafka(), TrainerSettings.DEFAULT_MODEL,
                KeyRing.of(signer.publicKey()),
                new ModelAdoption<>(live, TeacherAndStudent::load, lifecycle, meters)).start();
        StreamsSettings streams = settings.streams(folder.folder("state"));
        this.perception = new PerceptionApp(streams, meters).start();
        this.inference = new InferenceApp(streams, live, EventSerdes.classifiedObject(registry).serializer(), meters)
                .start();
        this.trainer = settings.demo().training()
                ? TrainerThread.start(settings.trainer(folder.file(SIGNING_KEY)), meters) : null;
    }

    static DemoLoop start(LoopSettings settings, RunFolder folder, MeterRegistry meters)
            throws InterruptedException {
        folder.folder("keys");
        try (Admin admin = settings.backbone().kafka().admin()) {
            new TopicCreator(admin).create(settings.topics());
        }
        DemoLoop loop = new DemoLoop(settings, folder, meters);
        if (!loop.perception.runner().awaitRunning(START_LIMIT)
                || !loop.inference.runner().awaitRunning(START_LIMIT)) {
            loop.close();
            throw new UserError(ExitCode.SERVICE, "the stream did not start within " + START_LIMIT.toSeconds()
                    + " s; see " + folder.file("understudy.log"));
        }
        return loop;
    }

    /** A producer for the sensor topics; the caller closes it. */
    Producer<String, byte[]> producer() {
        return settings.backbone().kafka().producer(ClientPurpose.NONE, new StringSerializer());
    }

    Deserializer<ClassifiedObject> eventDeserializer() {
        return EventSerdes.classifiedObject(registry).deserializer();
    }

    /** The bootstrap, as it stays. */
    Classifier frozen() {
        return frozen;
    }

    VerifiedCheckpoint bootstrap() {
        return bootstrap;
    }

    long liveVersion() {
        return live.current().ref().getVersion();
    }

    FrameLedger ledger() {
        return perception.ledger();
    }

    /** Of the trainer since the start; none without one. */
    StepCounts stepCounts() {
        return trainer == null ? StepCounts.NONE : trainer.stepCounts();
    }

    /** Whose counts say how far the stream has come. */
    void scoredBy(StreamScorer watching) {
        scorer = watching;
    }

    /** Whether the feed must wait for the stream or the trainer. */
    boolean isBehind(long framesFed) {
        check();
        long out = scorer.counts().of(StreamCounts.Kind.FRAMES);
        long samples = scorer.counts().of(StreamCounts.Kind.SAMPLES);
        long read = trainer == null ? samples : trainer.samplesRead();
        boolean behind = framesFed - out > MAX_FRAMES_UNDER_WAY || samples - read > MAX_SAMPLES_BEHIND;
        // Frames fed are part of the progress: while it is not behind, nothing stands still.
        if (stall.stands(framesFed + out + samples + read, System.nanoTime()) && behind) {
            throw new UserError(ExitCode.SERVICE, "the stream has stood still for " + STALL_SECONDS
                    + " s after " + out + " of " + framesFed + " frames; the log says why");
        }
        return behind;
    }

    /** Whether every frame fed has been decided, and every decided one has reached the scorer. */
    boolean allDecided(LogFeed feed, StreamScorer watching) {
        FrameLedger ledger = perception.ledger();
        long out = ledger.getLidarPaired() + FrameLedgers.total(ledger.getLidarOnlyMap());
        return ledger.getLidarIn() >= feed.lidarFrames() && ledger.getLidarPending() == 0
                && ledger.getCameraIn() >= feed.cameraFrames() && ledger.getCameraPending() == 0
                && watching.counts().of(StreamCounts.Kind.FRAMES) >= out;
    }

    /** Throws what stopped a part of the loop, if anything did. */
    void check() {
        if (perception.runner().ended().isCompletedExceptionally()) {
            perception.runner().ended().join();
        }
        if (inference.runner().ended().isCompletedExceptionally()) {
            inference.runner().ended().join();
        }
        if (trainer != null) {
            trainer.check();
        }
    }

    boolean live() {
        return perception.runner().isAlive() && inference.runner().isAlive();
    }

    Readiness readiness() {
        return Readiness.of(List.of(
                Condition.of("perception", () -> perception.runner().isRunning(), "the application does not run"),
                Condition.of("inference", () -> inference.runner().isRunning(), "the application does not run"),
                new Condition("steps", () -> trainer == null ? Optional.empty() : trainer.stepFault())));
    }

    /** Ends the trainer and waits for it, so that the counts stand still. */
    void stopTraining() {
        if (trainer != null) {
            trainer.close();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopTraining();
        perception.close();
        inference.close();
        subscriber.close();
        lifecycle.close();
        live.close();
        frozen.close();
    }
}
