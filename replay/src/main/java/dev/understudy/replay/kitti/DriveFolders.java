package dev.understudy.replay.kitti;

import dev.understudy.replay.log.LogException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the raw drives (folders that hold {@code velodyne_points}) at or below a folder. */
final class DriveFolders {

    /** Root, date, drive: a drive lies at most two levels below the folder given. */
    private static final int DEPTH = 2;
    /** Drives named in the message when there are several. */
    private static final int NAMED = 5;

    private DriveFolders() {
    }

    /** Links are followed: data sets are often linked to from where there is more room. */
    static List<Path> find(Path path) {
        List<Path> found = new ArrayList<>();
        try {
            collect(path.toAbsolutePath().normalize(), DEPTH, found);
        } catch (IOException e) {
            throw new LogException(path + ": cannot be listed: " + e.getMessage(), e);
        }
        Collections.sort(found);
        return List.copyOf(found);
    }

    private static void collect(Path folder, int depth, List<Path> found) throws IOException {
        if (Files.isDirectory(folder.resolve("velodyne_points"))) {
            found.add(folder);
        }
        if (depth > 0 && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
                for (Path below : inside) {
                    collect(below, depth - 1, found);
                }
            }
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
