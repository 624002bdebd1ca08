package dev.understudy.cli.maths;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The caches of the first core as the operating system sees them: Linux alone. */
final class SystemCaches {

    static final Path FIRST_CORE = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final String OF_CODE = "Instruction";

    private SystemCaches() {
    }

    /** Sizes such as {@code 48K} by level, without those that hold code only; empty where they are not known. */
    static Map<Integer, String> sizes(Path folder) {
        Map<Integer, String> sizes = new TreeMap<>();
        try (Stream<Path> caches = Files.list(folder)) {
            caches.filter(cache -> cache.getFileName().toString().startsWith("index"))
                    .filter(cache -> !read(cache, "type").equals(OF_CODE))
                    .forEach(cache -> sizes.put(Integer.parseInt(read(cache, "level")), read(cache, "size")));
            return sizes;
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return Map.of();
        }
    }

    private static String read(Path cache, String what) {
        try {
            return Files.readString(cache.resolve(what)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
