package dev.understudy.learning.maths;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlindCachesTest {


    @TempDir
    private Path folder;

    @Test
    void shouldReplaceTheCacheSizeOfTheCopyAlone() throws IOException {
        Path copies = BlindCaches.in(folder).resolve("pytorch");
        Path originals = Utils.getEngineCacheDir("pytorch");

        List<Path> changed = files(copies).stream()
                .filter(file -> differs(originals.resolve(copies.relativize(file)), file)).toList();

        assertThat(files(copies)).hasSameSizeAs(files(originals));
        if (isBlind(originals)) {
            assertThat(changed).as("the engine in use is blind already").isEmpty();
            return;
        }
        assertThat(changed).singleElement().satisfies(library -> assertThat(
                Files.mismatch(library, originals.resolve(copies.relativize(library))))
                .isBetween(ElfSymbols.offset(library, BlindCaches.CACHE_SIZE).getAsLong(),
                        ElfSymbols.offset(library, BlindCaches.CACHE_SIZE).getAsLong() + 5));
    }

    private static boolean isBlind(Path engine) throws IOException {
        Path library = files(engine).stream().filter(file -> file.endsWith(BlindCaches.LIBRARY)).findFirst()
                .orElseThrow();
        try (FileChannel channel = FileChannel.open(library)) {
            ByteBuffer first = ByteBuffer.allocate(BlindCaches.RETURN_ONE.length);
            channel.read(first, ElfSymbols.offset(library, BlindCaches.CACHE_SIZE).getAsLong());
            return Arrays.equals(first.array(), BlindCaches.RETURN_ONE);
        }
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
