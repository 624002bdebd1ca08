package dev.understudy.replay.kitti;

import dev.understudy.replay.log.LogException;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * One sensor folder of a raw drive: {@code data/<frame>.<ext>} and {@code timestamps.txt}.
 *
 * @param folder the sensor's folder
 * @param files path by frame number
 * @param stamps Unix nanoseconds by frame number
 */
record KittiStream(Path folder, NavigableMap<Integer, Path> files, long[] stamps) {

    /**
     * Opens a sensor folder. Every file needs a stamp. A stamp without its file is damage to one frame when later
     * files exist (KITTI itself lacks scans 177-180 of drive 0009); at either end it is a mismatch of the counts.
     */
    static KittiStream open(Path folder, String extensions) {
        NavigableMap<Integer, Path> files = NumberedFiles.list(folder.resolve("data"), extensions);
        if (files.isEmpty()) {
            throw new LogException(folder.resolve("data") + ": no frames (*." + extensions.replace("|", ", *.") + ")");
        }
        long[] stamps = KittiTimestamps.read(folder.resolve("timestamps.txt"));
        if (files.firstKey() != 0 || files.lastKey() != stamps.length - 1) {
            throw new LogException(folder + ": count mismatch: " + files.size() + " frames numbered "
                    + files.firstKey() + " to " + files.lastKey() + ", but " + stamps.length
                    + " lines in timestamps.txt (line n is frame n-1)");
        }
        return new KittiStream(folder, files, stamps);
    }

    /** Frame numbers, those of missing files among them. */
    Set<Integer> frames() {
        Set<Integer> frames = new TreeSet<>();
        for (int i = 0; i < stamps.length; i++) {
            frames.add(i);
        }
        return frames;
    }

    /** The file of a frame; damage when it is missing. */
    Path file(int frame) {
        Path file = files.get(frame);
        if (file == null) {
            throw new LogException(folder.resolve("data") + ": frame " + frame + " is missing (timestamps.txt:"
                    + (frame + 1) + " has its stamp)");
        }
        return file;
    }
}
