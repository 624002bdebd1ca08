package dev.understudy.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final long LIMIT_MINUTES = 8;

    /** Runs {@code ./understudy} with the arguments; its output goes through files in {@code folder}. */
    static CommandRun understudy(Path folder, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("understudy").toString()));
        command.addAll(List.of(args));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        Map<String, String> env = builder.environment();
        // The build that runs this test has made the distribution; building inside it would be a build in a build.
        env.put("UNDERSTUDY_NO_BUILD", "1");
        Process process = builder.start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        CommandRun run = new CommandRun(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
        System.out.printf("understudy %s -> %d%n%s%n", String.join(" ", args), run.exitCode, run.err.strip());
        return run;
    }

    /** Standard output as one JSON document. */
    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }
}
