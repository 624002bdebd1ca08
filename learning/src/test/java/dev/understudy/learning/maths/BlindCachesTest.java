package dev.understudy.learning.maths;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlindCachesTest {

    private static final String CACHE_SIZE = "_ZN4dnnl4impl3cpu8platform23get_per_core_cache_sizeEi";

    @TempDir
    private Path folder;

    @Test
    void shouldReplaceTheCacheSizeOfTheCopyAlone() throws IOException {
        Path copies = BlindCaches.in(folder).resolve("pytorch");
        Path originals = Utils.getEngineCacheDir("pytorch");

        List<Path> changed = files(copies).stream()
                .filter(file -> differs(originals.resolve(copies.relativize(file)), file)).toList();

        assertThat(files(copies)).hasSameSizeAs(files(originals));
        assertThat(changed).singleElement().satisfies(library -> assertThat(
                Files.mismatch(library, originals.resolve(copies.relativize(library))))
                .isBetween(ElfSymbols.offset(library, CACHE_SIZE).getAsLong(),
                        ElfSymbols.offset(library, CACHE_SIZE).getAsLong() + 5));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean differs(Path one, Path other) {
        try {
            return Files.mismatch(one, other) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
