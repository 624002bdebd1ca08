package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.ServiceOptions;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.ops.OpsServer;
import dev.understudy.cli.ops.Readiness;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** Where a long-running command serves metrics and health. */
final class OpsOptions {

    /** Of the commands' own {@code --metrics-port}; their defaults differ, so that they run side by side. */
    static final String PORT = "port for metrics and health, 0 = a free one (default ${DEFAULT-VALUE}; environment: "
            + "UNDERSTUDY_METRICS_PORT)";

    /** Fewer characters could be guessed. */
    private static final int MIN_TOKEN = 16;

    @Option(names = "--metrics-host", defaultValue = "${env:UNDERSTUDY_METRICS_HOST:-127.0.0.1}",
            description = "address for metrics and health (default ${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--metrics-token-file", paramLabel = "FILE",
            defaultValue = "${env:UNDERSTUDY_METRICS_TOKEN_FILE:-}",
            description = "file with the token that a reader of the metrics must show; needed beyond the loopback "
                    + "(environment: UNDERSTUDY_METRICS_TOKEN_FILE)")
    private String tokenFile;

    OpsServer serve(int port, PrometheusMeterRegistry meters, BooleanSupplier live, Readiness ready) {
        return OpsServer.start(host, port, token(), meters, live, ready);
    }

    private String token() {
        if (!ServiceOptions.given(tokenFile)) {
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
