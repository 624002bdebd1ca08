package dev.understudy.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the data of one run; gone afterwards. */
public record ScratchFolder(Path path) implements AutoCloseable {

    /** @param job what the folder is named for */
    public static ScratchFolder create(String job) {
        try {
            return new ScratchFolder(Files.createTempDirectory("understudy-" + job + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the data of a run", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> inside = Files.walk(path)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path p : deepestFirst) {
                Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be removed", e);
        }
    }
}
