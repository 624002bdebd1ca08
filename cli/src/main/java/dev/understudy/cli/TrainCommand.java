package dev.understudy.cli;

import dev.understudy.cli.common.ConfigFile;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.LearningOptions;
import dev.understudy.cli.common.ServiceOptions;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.cli.ops.OpsServer;
import dev.understudy.cli.ops.Readiness;
import dev.understudy.cli.ops.Readiness.Condition;
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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy train}: the trainer, until stopped. One per model; a newer one fences the older. */
@Command(name = "train", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run the trainer: samples in, gated and signed checkpoints out.")
final class TrainCommand implements Callable<Integer>, NetworkCommand {

    @Mixin
    private ServiceOptions services;

    @Mixin
    private OpsOptions ops;

    @Option(names = "--metrics-port", defaultValue = "${env:UNDERSTUDY_METRICS_PORT:-9465}",
            description = OpsOptions.PORT)
    private int metricsPort;

    @Option(names = "--signing-key", paramLabel = "FILE", defaultValue = "keys/signing.key",
            description = "private key that signs checkpoints; made on first use (default ${DEFAULT-VALUE})")
    private Path signingKey;

    @Option(names = "--keys", paramLabel = "DIR",
            description = "folder of further public keys whose checkpoints it goes on from: those that signed before "
                    + "the signing key was changed")
    private Path keys;

    @Option(names = "--model", defaultValue = TrainerSettings.DEFAULT_MODEL, description = "name of the model")
    private String model;

    @Option(names = "--keep-versions", defaultValue = "" + TrainerSettings.DEFAULT_KEEP_VERSIONS,
            description = "newest versions that stay on the checkpoint topic; what is live, what was live before it "
                    + "and what somebody went back to stay, too (default ${DEFAULT-VALUE})")
    private int keepVersions;

    @Option(names = "--seed", defaultValue = "1", description = "seed of augmentation and rehearsal (default 1)")
    private long seed;

    @Mixin
    private LearningOptions learning;

    @Option(names = "--print-config", description = "print the settings of learning that are in force, and end")
    private boolean printConfig;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private TrainerProcess trainer;

    @Override
    public Optional<NetworkUse> networks() {
        return printConfig ? Optional.empty() : NetworkUse.shipped(Use.TRAINING);
    }

    @Override
    public boolean hasPublished() {
        return trainer != null && trainer.samplesTaken() > 0;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (printConfig) {
            spec.commandLine().getOut().println(ConfigFile.print(learning.config()).strip());
            spec.commandLine().getOut().flush();
            return ExitCode.OK;
        }
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        trainer = new TrainerProcess(settings(), meters);
        Runtime.getRuntime().addShutdownHook(new Thread(trainer::close, "shutdown"));
        try (OpsServer server = ops.serve(metricsPort, meters, trainer::isRunning,
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

    TrainerSettings settings() {
        try {
            TrainerSettings settings = TrainerSettings.local(services.kafka(), signingKey).withModel(model)
                    .withKeepVersions(keepVersions).withLearning(learning.config()).withSeed(seed);
            return keys == null ? settings : settings.withKeyRing(keys);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage(), e);
        }
    }
}
