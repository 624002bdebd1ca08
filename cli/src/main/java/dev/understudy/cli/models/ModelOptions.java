package dev.understudy.cli.models;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.trainer.TrainerSettings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that is about a model, or asks its trainer. */
public final class ModelOptions {

    @Mixin
    private ServiceOptions services;

    @Option(names = "--model", defaultValue = TrainerSettings.DEFAULT_MODEL,
            description = "name of the model (default ${DEFAULT-VALUE})")
    private String model;

    @Option(names = "--keys", paramLabel = "DIR",
            description = "folder of trusted public keys: decisions not signed by one of them count for nothing")
    private Path keys;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    public ServiceOptions services() {
        return services;
    }

    public String model() {
        return model;
    }

    /** The trusted keys, or null when none were named. */
    KeyRing ring() {
        return keys == null ? null : KeyRing.load(keys);
    }

    /** The trusted keys, or an error that names the flag. */
    KeyRing requiredRing() {
        if (keys == null) {
            throw new UserError(ExitCode.USAGE, "--keys is missing: without trusted keys no signature can be checked");
        }
        return ring();
    }

    /** Whom checkpoints are taken from: the named keys, or anybody when none were named. */
    ManifestTrust trust() {
        return keys == null ? manifest -> Optional.empty() : ring();
    }

    public boolean json() {
        return json;
    }
}
