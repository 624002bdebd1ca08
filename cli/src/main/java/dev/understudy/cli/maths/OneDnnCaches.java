package dev.understudy.cli.maths;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import dev.understudy.learning.maths.ElfSymbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The caches of a core as oneDNN sees them; it sizes its copies by them. It has no interface for that, so its own
 * function is called where the loaded library keeps it: on Linux alone, and not known wherever anything is otherwise.
 */
final class OneDnnCaches {

    private static final String LIBRARY = "libtorch_cpu.so";
    private static final String CACHE_SIZE = "_ZN4dnnl4impl3cpu8platform23get_per_core_cache_sizeEi";
    private static final int LEVELS = 3;
    private static final int FIELDS = 6; // of a line of /proc/self/maps; the last one is the path

    private OneDnnCaches() {
    }

    /** Bytes by level, 1 to 3; empty where they are not known. The engine must have been loaded. */
    static Map<Integer, Long> bytes() {
        Map<Integer, Long> bytes = new TreeMap<>();
        try (Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"))) {
            OptionalLong function = address(mappings.filter(line -> line.endsWith("/" + LIBRARY)).toList());
            if (function.isPresent()) {
                Function cacheSize = Function.getFunction(new Pointer(function.getAsLong()));
                for (int level = 1; level <= LEVELS; level++) {
                    bytes.put(level, Integer.toUnsignedLong(cacheSize.invokeInt(new Object[] {level})));
                }
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            return Map.of();
        }
        return bytes;
    }

    /** Where the part of the file that holds the function is mapped to be run. */
    private static OptionalLong address(List<String> mappings) throws IOException {
        for (String mapping : mappings) {
            String[] fields = mapping.split(" +", FIELDS);
            String[] range = fields[0].split("-");
            long start = Long.parseUnsignedLong(range[0], 16);
            long length = Long.parseUnsignedLong(range[1], 16) - start;
            OptionalLong inFile = ElfSymbols.offset(Path.of(fields[FIELDS - 1]), CACHE_SIZE);
            long inMapping = inFile.orElse(0) - Long.parseUnsignedLong(fields[2], 16);
            if (inFile.isPresent() && fields[1].contains("x") && inMapping >= 0 && inMapping < length) {
                return OptionalLong.of(start + inMapping);
            }
        }
        return OptionalLong.empty();
    }
}
