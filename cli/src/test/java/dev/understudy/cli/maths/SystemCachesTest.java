package dev.understudy.cli.maths;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCachesTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadTheSizesOfTheCachesThatHoldData() throws IOException {
        cache("index0", "1", "Data", "48K");
        cache("index1", "1", "Instruction", "32K");
        cache("index2", "2", "Unified", "1024K");
        Files.writeString(folder.resolve("uevent"), "");
        assertThat(SystemCaches.sizes(folder)).isEqualTo(Map.of(1, "48K", 2, "1024K"));
    }

    @Test
    void shouldGiveNothingWhereTheSystemTellsNothing() throws IOException {
        Files.createDirectories(folder.resolve("index0"));
        assertThat(SystemCaches.sizes(folder)).isEmpty();
        assertThat(SystemCaches.sizes(folder.resolve("missing"))).isEmpty();
    }

    private void cache(String index, String level, String type, String size) throws IOException {
        Path cache = Files.createDirectories(folder.resolve(index));
        Files.writeString(cache.resolve("level"), level + "\n");
        Files.writeString(cache.resolve("type"), type + "\n");
        Files.writeString(cache.resolve("size"), size + "\n");
    }
}
