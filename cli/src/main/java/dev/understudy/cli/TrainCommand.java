package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.cli.ops.OpsServer;
import dev.understudy.cli.ops.Readiness.Condition;
import dev.understudy.cli.ops.Readiness;
import dev.understudy.cli.settings.LearningOptions;
import dev.understudy.cli.settings.ModelFlags;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsText;
import dev.understudy.cli.settings.SettingsTree;
import dev.understudy.cli.settings.StartModel;
import dev.understudy.learning.loop.Preset;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.trainer.TrainerException;
import dev.understudy.trainer.TrainerProcess;
import dev.understudy.trainer.TrainerSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** {@code understudy train}: the trainer, until stopped. One per model; a newer one fences the older. */
@Command(name = "train", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run the trainer: samples in, gated and signed checkpoints out.")
final class TrainCommand implements Callable<Integer>, NetworkCommand {

    private static final String LEARNING = "learning";
    /** Beside the stream's, so that they run side by side. */
    private static final UnaryOperator<Settings> OWN_PORT = defaults -> defaults.withMetricsPort(9465);

    @Mixin
    private ServiceOptions services;

    @Mixin
    private OpsOptions ops;

    @Option(names = "--signing-key", paramLabel = "FILE",
            description = "private key that signs checkpoints; made on first use (default keys/signing.key)")
    private Path signingKey;

    @Option(names = "--keys", paramLabel = "DIR",
            description = "folder of further public keys whose checkpoints it goes on from: those that signed before "
                    + "the signing key was changed")
    private Path keys;

    @Option(names = "--model", paramLabel = "NAME", description = "name of the model (default student)")
    private String name;

    @Option(names = "--keep-versions", paramLabel = "N",
            description = "newest versions that stay on the checkpoint topic; what is live, what was live before it "
                    + "and what somebody went back to stay, too (default "
                    + TrainerSettings.DEFAULT_KEEP_VERSIONS + ")")
    private Integer keepVersions;

    @Option(names = "--seed", paramLabel = "N", description = "seed of augmentation and rehearsal (default 1)")
    private Long seed;

    @Mixin
    private ModelFlags model;

    @Mixin
    private LearningOptions learning;

    @Option(names = "--print-config", description = "print the settings of learning that are in force, and end")
    private boolean printConfig;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private TrainerProcess trainer;

    @Override
    public Optional<NetworkUse> networks() {
        return printConfig ? Optional.empty()
                : NetworkUse.of(StartModel.open(settings().model()).checkpoint().checkpoint(), Use.TRAINING);
    }

    @Override
    public boolean hasPublished() {
        return trainer != null && trainer.samplesTaken() > 0;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (printConfig) {
            spec.commandLine().getOut().print(new SettingsText(tree(), Settings::isSecret, false).of(LEARNING));
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
        Settings settings = settings();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        trainer = new TrainerProcess(trainer(settings), StartModel.open(settings.model()).checkpoint().checkpoint(),
                meters);
        Runtime.getRuntime().addShutdownHook(new Thread(trainer::close, "shutdown"));
        try (OpsServer server = OpsOptions.serve(settings.metrics(), meters, trainer::isRunning,
                readiness(trainer::isRunning, trainer::stepFault))) {
            System.err.println("training; metrics and health on port " + server.port());
            trainer.start().awaitEnd();
            return ExitCode.OK;
        } catch (TrainerException e) {
            throw new UserError(ExitCode.SERVICE, "the trainer stopped: " + e.getMessage(), e);
        }
    }

    /** It does its work while it runs and most of its steps move the weights. */
    static Readiness readiness(BooleanSupplier running, Supplier<Optional<String>> stepFault) {
        return Readiness.of(List.of(Condition.of("trainer", running, "it has stopped"),
                new Condition("steps", stepFault)));
    }

    TrainerSettings trainer(Settings settings) {
        TrainerSettings own = settings.trainer(services.kafka(), Path.of(settings.trainer().signingKey()));
        String ring = settings.model().keys();
        return ring.isBlank() ? own : own.withKeyRing(Path.of(ring));
    }

    Settings settings() {
        return tree().as(Settings.class);
    }

    private SettingsTree tree() {
        return services.tree(learning.base(Preset.LIVE).and(OWN_PORT), ops, model, learning, this::flags);
    }

    private void flags(SettingsTree tree) {
        tree.flag("--signing-key", "trainer.signingKey", signingKey);
        tree.flag("--keys", "model.keys", keys);
        tree.flag("--model", "model.name", name);
        tree.flag("--keep-versions", "trainer.keepVersions", keepVersions);
        tree.flag("--seed", "trainer.seed", seed);
    }
}
