package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("node")
class FoxgloveFixturesIT {

    private static final Path COMMITTED = Path.of("..", "proto", "src", "test", "resources", "foxglove");

    @TempDir
    Path folder;

    @Test
    void shouldMakeTheCommittedBytesAgainFromFoxglovesDefinitions() throws Exception {
        NodeProject.Result result = NodeProject.run("foxglove-fixtures.cjs", folder.toAbsolutePath().toString());

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(names(folder)).isNotEmpty().isEqualTo(names(COMMITTED));
        for (String name : names(folder)) {
            assertThat(folder.resolve(name)).hasSameBinaryContentAs(COMMITTED.resolve(name));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
