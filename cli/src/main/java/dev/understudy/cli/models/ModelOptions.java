package dev.understudy.cli.models;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.cli.settings.Settings;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.ManifestTrust;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that is about a model, or asks its trainer. */
public final class ModelOptions {

    @Mixin
    private ServiceOptions services;

    @Option(names = "--model", paramLabel = "NAME", description = "name of the model (default student)")
    private String model;

    @Option(names = "--keys", paramLabel = "DIR",
            description = "folder of trusted public keys: decisions not signed by one of them count for nothing")
    private Path keys;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    private Settings.Model settings;

    public ServiceOptions services() {
        return services;
    }

    /** Name of the model. */
    public String model() {
        return settings().name();
    }

    private Settings.Model settings() {
        if (settings == null) {
            settings = services.settings(tree -> {
                tree.flag("--model", "model.name", model);
                tree.flag("--keys", "model.keys", keys);
            }).model();
        }
        return settings;
    }

    private boolean hasKeys() {
        return !settings().keys().isBlank();
    }

    /** The trusted keys, or null when none were named. */
    KeyRing ring() {
        return hasKeys() ? KeyRing.load(Path.of(settings().keys())) : null;
    }

    /** The trusted keys, or an error that names the flag. */
    KeyRing requiredRing() {
        if (!hasKeys()) {
            throw new UserError(ExitCode.USAGE, "--keys is missing: without trusted keys no signature can be checked");
        }
        return ring();
    }

    /** Whom checkpoints are taken from: the named keys, or anybody when none were named. */
    ManifestTrust trust() {
        return hasKeys() ? ring() : manifest -> Optional.empty();
    }

    public boolean json() {
        return json;
    }
}
