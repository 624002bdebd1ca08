package dev.understudy.replay.scan;

import dev.understudy.replay.kitti.KittiFiles;
import dev.understudy.replay.log.LogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of bare scans: float32 x, y, z, intensity per point, little-endian, one file per frame, by name. */
final class ScanFolder implements ScanReader {

    private static final String SUFFIX = ".bin";
    /** Frames carry no time: they are taken to come at 10 Hz, as those of a spinning LiDAR do. */
    private static final long PERIOD_NANOS = 100_000_000L;

    private final Iterator<Path> files;
    private long read;

    ScanFolder(Path folder) {
        files = list(folder).iterator();
    }

    static boolean recognises(Path path) {
        return Files.isDirectory(path) && !list(path).isEmpty();
    }

    @Override
    public Scan next() {
        if (!files.hasNext()) {
            return null;
        }
        Path file = files.next();
        String name = file.getFileName().toString();
        return new Scan(name.substring(0, name.length() - SUFFIX.length()), ++read * PERIOD_NANOS,
                KittiFiles.scan(file), null, null);
    }

    @Override
    public void close() {
        // Files are opened one at a time.
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(SUFFIX) && Files.isRegularFile(f)).sorted().toList();
        } catch (IOException e) {
            throw new LogException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
    }
}
