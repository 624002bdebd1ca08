package dev.understudy.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.Understudy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The launcher as a user runs it, as a child process on the distribution that this build has made.
 *
 * @param exitCode the command's
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int exitCode, String out, String err) {

    static final Path LAUNCHER = Path.of("").toAbsolutePath().resolveSibling("understudy");

    private static final long LIMIT_MINUTES = 8;

    /** Runs {@code ./understudy} with the arguments; its output goes through files in {@code folder}. */
    static CommandRun understudy(Path folder, String... args) throws IOException, InterruptedException {
        return understudy(folder, Map.of(), args);
    }

    /** The same with more variables in its environment. */
    static CommandRun understudy(Path folder, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        ProcessBuilder builder = builder(folder, args);
        builder.environment().putAll(environment);
        return run(builder, folder);
    }

    /** Runs any process to its end, or to the limit; its output goes through files in {@code folder}. */
    static CommandRun run(ProcessBuilder builder, Path folder) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        CommandRun run = new CommandRun(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
        System.out.printf(Locale.ROOT,
                "%s -> %d%n%s%n", String.join(" ", builder.command()), run.exitCode, run.err.strip());
        return run;
    }

    /** Runs a command in this process, where the distribution is not what is tested. */
    static CommandRun here(List<String> args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Understudy.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(args.toArray(String[]::new));
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** Starts {@code ./understudy} and leaves it running, its output with the test's own. */
    static Process start(Path folder, String... args) throws IOException {
        return builder(folder, args).inheritIO().start();
    }

    /** The same, with its standard output in a file. */
    static Process startInto(Path out, Path folder, String... args) throws IOException {
        return builder(folder, args).inheritIO().redirectOutput(out.toFile()).start();
    }

    /** A port of the loopback that was free a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static ProcessBuilder builder(Path folder, String... args) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // The build that runs this test has made the distribution; building inside it would be a build in a build.
        builder.environment().put("UNDERSTUDY_NO_BUILD", "1");
        return builder;
    }

    /** Standard output as one JSON document. */
    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }
}
