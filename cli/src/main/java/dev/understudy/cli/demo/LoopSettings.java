package dev.understudy.cli.demo;

import dev.understudy.cli.local.LocalServices;
import dev.understudy.cli.local.LocalSystem;
import dev.understudy.cli.run.RunFolder;
import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.StartModel;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.streams.ServedModel;
import dev.understudy.streams.Serving;
import dev.understudy.streams.StreamsSettings;
import dev.understudy.streams.stage.TeacherSource;
import dev.understudy.trainer.TrainerProcess;
import dev.understudy.trainer.TrainerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the parts of a demo's loop are started with.
 *
 * @param demo what the user asked for
 * @param services broker and registry
 * @param start of the stream and the trainer
 */
record LoopSettings(DemoSettings demo, LocalServices services, StartModel start) {

    private static final int PARTITIONS = 4;

    /** The loop in a run folder, which trusts the signing key there and no other. */
    LocalSystem.Plan plan(RunFolder folder, MeterRegistry meters) {
        Path signingKey = folder.folder("keys").resolve("signing.key");
        KeyRing ring = KeyRing.of(Signer.loadOrCreate(signingKey).publicKey());
        Serving serving = Serving.through(services.registryUrl(), () -> ServedModel.following(start.checkpoint(),
                services.kafka(), demo.settings().model().name(), ring, "demo", meters));
        return new LocalSystem.Plan(PARTITIONS, streams(folder.folder("state")),
                TeacherSource.of(demo.settings().stream().imageTeacher(), start.taxonomy()), serving, demo.training()
                ? Optional.of(new TrainerProcess(trainer(signingKey),
                        start.checkpoint().checkpoint(), meters)) : Optional.empty());
    }

    /** @param state folder of the state stores */
    StreamsSettings streams(Path state) {
        Settings settings = demo.settings();
        return settings.withPerception(settings.perception().withClaims(demo.claims().reading()))
                .streams(services.kafka(), services.registryUrl(), state);
    }

    TrainerSettings trainer(Path signingKey) {
        return demo.settings().trainer(services.kafka(), signingKey).withSeed(demo.seed());
    }
}
