package dev.understudy.cli.run;

import dev.understudy.cli.ExitCode;
import dev.understudy.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/**
 * The folder that holds everything a run leaves behind: configuration, log, plots, reports and the data of the
 * embedded services. {@code runs/latest} points to the newest.
 */
public record RunFolder(Path path) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** Makes {@code <parent>/<job>-<time>}, or exactly {@code chosen} when the user named a folder. */
    public static RunFolder create(Path parent, String job, Path chosen) {
        Path path = chosen != null ? chosen : parent.resolve(job + "-" + LocalDateTime.now().format(STAMP));
        try {
            Files.createDirectories(path);
            if (chosen == null) {
                link(parent.resolve("latest"), path.getFileName());
            }
        } catch (IOException e) {
            throw new UserError(ExitCode.INPUT, "cannot write the run folder " + path + ": " + e.getMessage(), e);
        }
        return new RunFolder(path.toAbsolutePath().normalize());
    }

    /** The same, for a job that begins from nothing: a broker's data of an earlier run would be taken for its own. */
    public static RunFolder createNew(Path parent, String job, Path chosen) {
        if (chosen != null && Files.isDirectory(chosen)) {
            try (Stream<Path> inside = Files.list(chosen)) {
                if (inside.findAny().isPresent()) {
                    throw new UserError(ExitCode.INPUT, "the run folder " + chosen
                            + " is not empty; name another one with --run-dir or remove it");
                }
            } catch (IOException e) {
                throw new UserError(ExitCode.INPUT, "cannot read the run folder " + chosen + ": " + e.getMessage(), e);
            }
        }
        return create(parent, job, chosen);
    }

    private static void link(Path latest, Path target) throws IOException {
        try {
            Files.deleteIfExists(latest);
            Files.createSymbolicLink(latest, target);
        } catch (UnsupportedOperationException e) {
            Files.deleteIfExists(latest);
        }
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** A sub-folder, made if missing. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UserError(ExitCode.INPUT, "cannot write " + path.resolve(name) + ": " + e.getMessage(), e);
        }
    }
}
