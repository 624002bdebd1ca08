package dev.understudy.cli.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Metrics, those of the Java process among them, and health over HTTP: {@code /metrics} (Prometheus), {@code /livez},
 * {@code /readyz}. Liveness means that the process is not in an error state, readiness that it does its work; neither
 * asks the broker. A service that is not ready answers with the reason in one line. Metrics name robots and topics:
 * beyond the loopback they are given only to who shows the token. Health is open, for those who probe it cannot keep a
 * secret, and a reason holds none.
 */
public final class OpsServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService executor;
    private final JvmMeters jvm;

    private OpsServer(HttpServer server, ExecutorService executor, JvmMeters jvm) {
        this.server = server;
        this.executor = executor;
        this.jvm = jvm;
    }

    /**
     * Starts the server.
     *
     * @param host address to bind; loopback unless the operator decides otherwise
     * @param port 0 for a free one
     * @param token what a reader of the metrics shows as {@code Authorization: Bearer}; null asks for none, which
     *              only the loopback allows
     * @throws UserError when the port is busy
     */
    public static OpsServer start(String host, int port, String token, PrometheusMeterRegistry metrics,
            BooleanSupplier live, Readiness ready) {
        requireToken(host, token);
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
        server.createContext("/metrics", exchange -> metrics(exchange, token, metrics));
        server.createContext("/livez", exchange -> health(exchange, live.getAsBoolean(), "not alive"));
        Readiness all = ready.and(MathsHealth.condition());
        server.createContext("/readyz", exchange -> readiness(exchange, all));
        MathsHealth.bindTo(metrics);
        server.start();
        return new OpsServer(server, executor, new JvmMeters(metrics));
    }

    /** The port that was bound. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void requireToken(String host, String token) {
        // An address that cannot be resolved fails to bind, with its own message.
        if (token == null && !new InetSocketAddress(host, 0).isUnresolved()
                && !new InetSocketAddress(host, 0).getAddress().isLoopbackAddress()) {
            throw new UserError(ExitCode.USAGE, "--metrics-host " + host + " can be reached from other machines: "
                    + "give a file with a token (--metrics-token-file)");
        }
    }

    private static void metrics(HttpExchange exchange, String token, PrometheusMeterRegistry metrics)
            throws IOException {
        if (token == null || isShown(exchange.getRequestHeaders().getFirst("Authorization"), token)) {
            answer(exchange, OK, metrics.scrape());
        } else {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            answer(exchange, UNAUTHORIZED, "a token is needed\n");
        }
    }

    /** In constant time, so that the answer's delay tells nothing about the token. */
    private static boolean isShown(String header, String token) {
        return header != null && MessageDigest.isEqual(header.getBytes(StandardCharsets.UTF_8),
                ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    private static void readiness(HttpExchange exchange, Readiness ready) throws IOException {
        Optional<String> fault = ready.fault();
        health(exchange, fault.isEmpty(), "not ready: " + fault.orElse(""));
    }

    private static void health(HttpExchange exchange, boolean well, String otherwise) throws IOException {
        answer(exchange, well ? OK : UNAVAILABLE, (well ? "ok" : otherwise) + "\n");
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
        jvm.close();
    }
}
