package dev.understudy.cli.demo;

import dev.understudy.cli.local.LocalServices;
import dev.understudy.cli.local.LocalSystem;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.streams.ServedModel;
import dev.understudy.streams.Serving;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.stage.PerceptionSettings;
import dev.understudy.trainer.TrainerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the parts of a demo's loop are started with.
 *
 * @param demo what the user asked for
 * @param services broker and registry
 */
record LoopSettings(DemoSettings demo, LocalServices services) {

    private static final int PARTITIONS = 4;
    /** A real 360 degree scan has some hundred proposals; the nearest alone would leave out cars ahead. */
    private static final int MAX_OBJECTS = 128;
    /** Events become visible that much later; a one-machine broker need not commit fifty times a second. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    /** The demo's own minima of evidence: two minutes cannot wait for production's; the vetoes stay as they are. */
    private static final int STEPS_PER_CANDIDATE = 30;
    private static final int MIN_TRACKS = 30;
    private static final int MIN_PROBE = 32;

    /** The loop in a run folder, which trusts the signing key there and no other. */
    LocalSystem.Plan plan(RunFolder folder, MeterRegistry meters) {
        Path signingKey = folder.folder("keys").resolve("signing.key");
        KeyRing ring = KeyRing.of(Signer.loadOrCreate(signingKey).publicKey());
        Serving serving = Serving.through(services.registryUrl(), () -> ServedModel.following(services.kafka(),
                TrainerSettings.DEFAULT_MODEL, ring, "demo", meters));
        return new LocalSystem.Plan(PARTITIONS, streams(folder.folder("state")), serving,
                demo.training() ? Optional.of(trainer(signingKey)) : Optional.empty());
    }

    /** @param state folder of the state stores */
    StreamsSettings streams(Path state) {
        StreamsSettings base = StreamsSettings.local(services.kafka(), services.registryUrl(), state);
        // The feed ends with end-of-log markers and waits for the slow, so event time alone may decide.
        PerceptionSettings perception = base.perception().replaying().withClaims(demo.claims().reading());
        return base.withPerception(perception.withGate(perception.gate().withMaxObjects(MAX_OBJECTS)))
                .withRun(base.run().withCommitInterval(COMMIT_INTERVAL));
    }

    TrainerSettings trainer(Path signingKey) {
        TrainerSettings base = TrainerSettings.local(services.kafka(), signingKey);
        LearningConfig live = base.learning();
        return base.withSeed(demo.seed()).withLearning(live.withStepsPerCandidate(STEPS_PER_CANDIDATE)
                .withGate(live.gate().withMinima(STEPS_PER_CANDIDATE, MIN_TRACKS, MIN_PROBE)));
    }
}
