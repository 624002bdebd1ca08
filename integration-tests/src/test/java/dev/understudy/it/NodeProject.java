package dev.understudy.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The Node project in {@code integration-tests/interop}, installed once per build under {@code target}. Without Node,
 * npm or a package registry the test that wants it is skipped.
 */
final class NodeProject {

    private static final Path SOURCES = Path.of("interop");
    private static final Path FOLDER = Path.of("target", "interop");
    private static final int INSTALL_LIMIT_SECONDS = 600;
    private static final int RUN_LIMIT_SECONDS = 300;

    private NodeProject() {
    }

    /** What a script wrote and how it ended. */
    record Result(int exitCode, String output, String errors) {
    }

    /** Runs a script of the project. */
    static Result run(String script, String... arguments) throws IOException, InterruptedException {
        install();
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        return execute(command, RUN_LIMIT_SECONDS);
    }

    private static synchronized void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path lock = FOLDER.resolve("package-lock.json");
        boolean fresh = Files.exists(FOLDER.resolve("node_modules/.package-lock.json")) && Files.exists(lock)
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try {
            execute(List.of("node", "--version"), RUN_LIMIT_SECONDS);
            if (!fresh) {
                Result result = execute(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
                        INSTALL_LIMIT_SECONDS);
                if (result.exitCode() != 0) {
                    throw skip("npm could not install " + SOURCES + ": " + result.errors().strip());
                }
            }
        } catch (IOException e) {
            throw skip("Node.js and npm are needed: " + e.getMessage());
        }
    }

    private static Result execute(List<String> command, int limitSeconds) throws IOException, InterruptedException {
        Path output = Files.createTempFile("node", ".out");
        Path errors = Files.createTempFile("node", ".err");
        try {
            Process process = new ProcessBuilder(command).directory(FOLDER.toFile())
                    .redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
            boolean ended = process.waitFor(limitSeconds, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            return new Result(ended ? process.exitValue() : -1, Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static TestAbortedException skip(String reason) {
        return new TestAbortedException("not checked against another language: " + reason);
    }
}
