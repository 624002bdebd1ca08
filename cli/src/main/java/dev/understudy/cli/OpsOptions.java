package dev.understudy.cli;

import dev.understudy.cli.ops.OpsServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** Where a long-running command serves metrics and health. */
final class OpsOptions {

    @Option(names = "--metrics-host", defaultValue = "${env:UNDERSTUDY_METRICS_HOST:-127.0.0.1}",
            description = "address for metrics and health (default ${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--metrics-port", defaultValue = "${env:UNDERSTUDY_METRICS_PORT:-9464}",
            description = "port for metrics and health, 0 = a free one (default ${DEFAULT-VALUE})")
    private int port;

    OpsServer serve(PrometheusMeterRegistry meters, BooleanSupplier live, BooleanSupplier ready) {
        return OpsServer.start(host, port, meters, live, ready);
    }
}
