package dev.understudy.cli.run;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The folder that holds everything a run leaves behind: configuration, log, plots, reports and the data of the
 * embedded services. {@code runs/latest} points to the newest.
 */
public record RunFolder(Path path) {

    // UTC: names stay in the order of time where a zone sets its clocks back.
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Makes {@code <parent>/<job>-<time in UTC>}, or exactly {@code chosen} when the user named a folder. */
    public static RunFolder create(Path parent, String job, Path chosen) {
        return create(parent, job, chosen, Instant.now());
    }

    static RunFolder create(Path parent, String job, Path chosen, Instant now) {
        Path wanted = chosen != null ? chosen : parent.resolve(job + "-" + STAMP.format(now));
        try {
            Path path = chosen != null ? Files.createDirectories(chosen) : fresh(wanted);
            if (chosen == null) {
                link(parent.resolve("latest"), path.getFileName());
            }
            return new RunFolder(path.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UserError(ExitCode.INPUT, "cannot write the run folder " + wanted + ": " + e.getMessage(), e);
        }
    }

    private static Path fresh(Path wanted) throws IOException {
        Files.createDirectories(wanted.toAbsolutePath().getParent());
        Path path = wanted;
        for (int n = 2;; n++) {
            try {
                return Files.createDirectory(path);
            } catch (FileAlreadyExistsException taken) {
                // Another run began in the same second.
                path = wanted.resolveSibling(wanted.getFileName() + "-" + n);
            }
        }
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
        Path made = latest.resolveSibling("." + target + ".latest");
        try {
            Files.createSymbolicLink(made, target);
            // At once, for another run may begin meanwhile.
            Files.move(made, latest, StandardCopyOption.ATOMIC_MOVE);
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
