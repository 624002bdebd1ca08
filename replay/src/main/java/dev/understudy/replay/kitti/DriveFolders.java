package dev.understudy.replay.kitti;

import dev.understudy.replay.log.LogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the raw drives (folders that hold {@code velodyne_points}) at or below a folder. */
final class DriveFolders {

    /** Root, date, drive: a drive lies at most two levels below the folder given. */
    private static final int DEPTH = 2;
    /** Drives named in the message when there are several. */
    private static final int NAMED = 5;

    private DriveFolders() {
    }

    static List<Path> find(Path path) {
        try (Stream<Path> walk = Files.walk(path.toAbsolutePath().normalize(), DEPTH)) {
            return walk.filter(p -> Files.isDirectory(p.resolve("velodyne_points"))).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new LogException(path + ": cannot be listed: " + e.getMessage(), e);
        }
    }

    /** The one drive at or below a folder. */
    static Path findOne(Path path) {
        List<Path> drives = find(path);
        if (drives.isEmpty()) {
            throw new LogException(path + ": no KITTI raw drive found; looked for " + KittiRawLog.LOOKED_FOR);
        }
        if (drives.size() > 1) {
            throw new LogException(path + ": holds " + drives.size() + " drives; name the folder of one: "
                    + drives.stream().limit(NAMED).map(d -> d.getFileName().toString())
                            .collect(Collectors.joining(", "))
                    + (drives.size() > NAMED ? ", ..." : ""));
        }
        return drives.get(0);
    }
}
