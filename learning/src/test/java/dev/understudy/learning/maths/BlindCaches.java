package dev.understudy.learning.maths;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The engine's native libraries once more, with a oneDNN that sees caches of one byte: what it computes of them on an
 * AMD guest whose hypervisor hides CPUID leaf 0x8000001D, where its convolutions are wrong. A child process uses them
 * by the environment variable {@value #VARIABLE}.
 */
public final class BlindCaches {

    /** Environment variable by which DJL finds its unpacked libraries. */
    public static final String VARIABLE = "ENGINE_CACHE_DIR";

    private static final String ENGINE = "pytorch";
    static final String LIBRARY = "libtorch_cpu.so";
    static final String CACHE_SIZE = "_ZN4dnnl4impl3cpu8platform23get_per_core_cache_sizeEi";
    static final byte[] RETURN_ONE = {(byte) 0xb8, 1, 0, 0, 0, (byte) 0xc3}; // mov eax, 1; ret

    private BlindCaches() {
    }

    /**
     * Makes the copy: one library of some 430 MB, all else linked where the file system can. Unpacks the engine first
     * where it has not run yet. The test is skipped where no such copy can be made.
     *
     * @param folder receives the copy; made if need be
     * @return the value for {@value #VARIABLE}
     */
    public static Path in(Path folder) throws IOException {
        if (!System.getProperty("os.name").equals("Linux") || !System.getProperty("os.arch").equals("amd64")) {
            skip("the caches' size is replaced on x86-64 Linux only");
        }
        Engine.getInstance();
        Path from = Utils.getEngineCacheDir(ENGINE).toAbsolutePath();
        Path to = folder.resolve(ENGINE);
        for (Path file : tree(from)) {
            Path copy = to.resolve(from.relativize(file));
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
            } else if (file.endsWith(LIBRARY)) {
                Files.copy(file, copy);
                blind(copy);
            } else {
                link(file, copy);
            }
        }
        return folder;
    }

    private static List<Path> tree(Path from) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            return all.toList();
        }
    }

    /** A hard link: the loader looks for a library's neighbours beside the file that a symbolic one points to. */
    private static void link(Path file, Path copy) throws IOException {
        try {
            Files.createLink(copy, file);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(file, copy); // another file system
        }
    }

    private static void blind(Path library) throws IOException {
        OptionalLong offset = ElfSymbols.offset(library, CACHE_SIZE);
        if (offset.isEmpty()) {
            skip(library + " has no symbol " + CACHE_SIZE);
        }
        try (FileChannel channel = FileChannel.open(library, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(RETURN_ONE), offset.getAsLong());
        }
    }

    private static void skip(String why) {
        Assumptions.abort("no engine that is blind to the caches: " + why);
    }
}
