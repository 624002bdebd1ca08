package dev.understudy.cli.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.cli.ExitCode;
import dev.understudy.cli.UserError;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Metrics and health over HTTP: {@code /metrics} (Prometheus), {@code /livez}, {@code /readyz}. Liveness says that
 * the process is not in an error state, readiness that it does its work; neither asks the broker.
 */
public final class OpsServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService executor;

    private OpsServer(HttpServer server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /**
     * Starts the server.
     *
     * @param host address to bind; loopback unless the operator decides otherwise
     * @param port 0 for a free one
     * @throws UserError when the port is busy
     */
    public static OpsServer start(String host, int port, PrometheusMeterRegistry metrics, BooleanSupplier live,
            BooleanSupplier ready) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(e instanceof IOException ? ExitCode.SERVICE : ExitCode.USAGE,
                    "cannot listen on " + host + ":" + port + " for metrics (--metrics-port): " + e.getMessage(), e);
        }
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "ops-http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(executor);
        server.createContext("/metrics", exchange -> answer(exchange, OK, metrics.scrape()));
        server.createContext("/livez", exchange -> health(exchange, live));
        server.createContext("/readyz", exchange -> health(exchange, ready));
        server.start();
        return new OpsServer(server, executor);
    }

    /** The port that was bound. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void health(HttpExchange exchange, BooleanSupplier healthy) throws IOException {
        boolean well = healthy.getAsBoolean();
        answer(exchange, well ? OK : UNAVAILABLE, well ? "ok\n" : "not ready\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
