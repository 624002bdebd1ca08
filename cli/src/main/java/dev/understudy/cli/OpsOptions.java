package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.ops.OpsServer;
import dev.understudy.cli.ops.Readiness;
import dev.understudy.cli.settings.SettingFlags;
import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsTree;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** Where a long-running command serves metrics and health. */
final class OpsOptions implements SettingFlags {

    /** Fewer characters could be guessed. */
    private static final int MIN_TOKEN = 16;

    @Option(names = "--metrics-host",
            description = "address for metrics and health (default 127.0.0.1; environment: UNDERSTUDY_METRICS_HOST)")
    private String host;

    @Option(names = "--metrics-port", paramLabel = "PORT",
            description = "port for metrics and health, 0 = a free one (default: 9464 of stream, 9465 of train, so "
                    + "that they run side by side; environment: UNDERSTUDY_METRICS_PORT)")
    private Integer port;

    @Option(names = "--metrics-token-file", paramLabel = "FILE",
            description = "file with the token that a reader of the metrics must show; needed beyond the loopback "
                    + "(environment: UNDERSTUDY_METRICS_TOKEN_FILE)")
    private String tokenFile;

    @Override
    public void over(SettingsTree tree) {
        tree.flag("--metrics-host", "metrics.host", host);
        tree.flag("--metrics-port", "metrics.port", port);
        tree.flag("--metrics-token-file", "metrics.tokenFile", tokenFile);
    }

    static OpsServer serve(Settings.Metrics metrics, PrometheusMeterRegistry meters, BooleanSupplier live,
            Readiness ready) {
        return OpsServer.start(metrics.host(), metrics.port(), token(metrics.tokenFile()), meters, live, ready);
    }

    private static String token(String tokenFile) {
        if (tokenFile.isBlank()) {
            return null;
        }
        try {
            String token = Files.readString(Path.of(tokenFile)).strip();
            if (token.length() >= MIN_TOKEN) {
                return token;
            }
            throw new UserError(ExitCode.USAGE, tokenFile + ": a token has at least " + MIN_TOKEN + " characters "
                    + "(make one: openssl rand -hex 32)");
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, "--metrics-token-file " + tokenFile + ": cannot be read", e);
        }
    }
}
