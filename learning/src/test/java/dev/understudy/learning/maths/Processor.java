package dev.understudy.learning.maths;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The processor's features, as Linux names them. */
final class Processor {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Processor() {
    }

    /** None where the system does not tell. */
    static List<String> flags() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("flags")).limit(1)
                    .flatMap(line -> Arrays.stream(line.substring(line.indexOf(':') + 1).strip().split(" "))).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
