package dev.understudy.learning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Layers alone hands arrays to the engine's convolutions and linear layers: there images lie channels last, and no
 * product has few rows.
 */
class NativeCallsTest {

    private static final Path SOURCES = Path.of("src/main/java");

    private static Set<String> filesWith(String call) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).filter(file -> read(file).contains(call))
                    .map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldConvolveInOnePlace() throws IOException {
        assertThat(filesWith("Conv2d.")).containsExactly("Layers.java");
        assertThat(filesWith(".convolution(")).isEmpty();
    }

    @Test
    void shouldMultiplyFewRowsInOnePlace() throws IOException {
        assertThat(filesWith("Linear.linear(")).containsExactly("Layers.java");
        assertThat(filesWith(".matMul("))
                .as("groups of 16 points; attention, by object; losses, never served; the check")
                .containsExactly("Losses.java", "NetworkOperations.java", "ServedPoints.java", "Transformer.java");
    }
}
