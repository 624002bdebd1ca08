package dev.understudy.cli.embedded;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/**
 * A real schema registry (Apicurio) as a child JVM on 127.0.0.1, in memory: schemas last as long as the process, and
 * clients register theirs when they start. It ends with {@link #close()} and, through {@link ChildMain}, with this
 * process however that ends.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    /** Path of the API that Confluent's clients speak. */
    private static final String CONFLUENT_API = "/apis/ccompat/v7";
    /** Quiet: 4-7 s. A server that fails ends by itself, so the limit is only for a machine with no time to give. */
    private static final Duration START_LIMIT = Duration.ofSeconds(300);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
    private static final int PROBE_PAUSE_MS = 100;
    private static final int STOP_LIMIT_SECONDS = 5;
    private static final int LOG_TAIL_LINES = 20;

    private final Process process;
    private final String url;
    private final Path log;

    private EmbeddedRegistry(Process process, String url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * Starts the server and returns when it answers.
     *
     * @param runFolder receives {@code registry.log}; created when missing
     * @param port      port of the API, 0 for any free one
     * @throws EmbeddedStartException in one line: the port is busy, the server is not built, or it failed
     */
    public static EmbeddedRegistry start(Path runFolder, int port) {
        int apiPort = Loopback.require("The schema registry", port);
        Path log = runFolder.resolve("registry.log");
        try {
            Files.createDirectories(runFolder);
            Process process = new ProcessBuilder(command(Distribution.registryServer(), apiPort))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            EmbeddedRegistry registry = new EmbeddedRegistry(process,
                    "http://" + Loopback.HOST + ":" + apiPort + CONFLUENT_API, log);
            registry.awaitReady();
            return registry;
        } catch (IOException e) {
            throw new EmbeddedStartException("the schema registry did not start: " + e.getMessage(), e);
        }
    }

    /** Base URL of the Confluent-compatible API. */
    public String url() {
        return url;
    }

    /** The server's process id. */
    public long pid() {
        return process.pid();
    }

    /** @throws EmbeddedStartException when the server has ended by itself */
    public void check() {
        if (!process.isAlive()) {
            throw new EmbeddedStartException("the schema registry ended with code " + process.exitValue()
                    + "; its log is " + log);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path runner, int apiPort) throws IOException {
        try (JarFile jar = new JarFile(runner.toFile())) {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // A few schemas need little heap; one compiler tier and one collector thread start fastest.
                    "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                    "-Dquarkus.http.host=" + Loopback.HOST,
                    "-Dquarkus.http.port=" + apiPort,
                    "-Dquarkus.management.host=" + Loopback.HOST,
                    "-Dquarkus.management.port=" + Loopback.freePort(),
                    "-Dquarkus.http.access-log.enabled=false",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-cp", Distribution.codeLocation() + File.pathSeparator + runner,
                    ChildMain.class.getName(),
                    jar.getManifest().getMainAttributes().getValue("Main-Class"));
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        HttpClient client = HttpClient.newBuilder().connectTimeout(PROBE_LIMIT).build();
        HttpRequest probe = HttpRequest.newBuilder(URI.create(url + "/subjects")).timeout(PROBE_LIMIT).build();
        try {
            while (!answers(client, probe)) {
                if (!process.isAlive()) {
                    throw new EmbeddedStartException("the schema registry ended with code " + process.exitValue()
                            + " while starting: " + reason() + " (" + log + ")");
                }
                if (System.nanoTime() > deadline) {
                    throw new EmbeddedStartException("the schema registry did not answer on " + url + " within "
                            + START_LIMIT.toSeconds() + " s; its log is " + log);
                }
                Thread.sleep(PROBE_PAUSE_MS);
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new EmbeddedStartException("interrupted while the schema registry was starting", e);
        } catch (EmbeddedStartException e) {
            close();
            throw e;
        }
    }

    private static boolean answers(HttpClient client, HttpRequest probe) throws InterruptedException {
        try {
            return client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The last line of the log that speaks of an error, else its last line. */
    private String reason() {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
            return tail.stream().filter(l -> l.contains("ERROR") || l.contains("Exception")).findFirst()
                    .orElse(tail.isEmpty() ? "it wrote nothing" : tail.get(tail.size() - 1)).strip();
        } catch (IOException e) {
            return "its log cannot be read";
        }
    }
}
