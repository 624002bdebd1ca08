package dev.understudy.replay.pandaset;

import dev.understudy.replay.kitti.KittiFiles;
import dev.understudy.replay.log.LogException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stamps of a sequence's frames: {@code frame,lidar_unix_s,front_camera_unix_s}, a header line first. */
final class PandaSetStamps {

    private static final int NANO_DIGITS = 9;

    private final Path file;
    private final Map<Integer, Frame> frames = new HashMap<>();

    /** Unix nanoseconds of a frame's scan and image. */
    record Frame(long lidar, long camera) {
    }

    private PandaSetStamps(Path file) {
        this.file = file;
    }

    static PandaSetStamps read(Path file) {
        PandaSetStamps stamps = new PandaSetStamps(file);
        List<String> lines = KittiFiles.lines(file);
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                stamps.add(lines.get(i).split(","), file + ":" + (i + 1));
            }
        }
        return stamps;
    }

    private void add(String[] cells, String place) {
        try {
            frames.put(Integer.valueOf(cells[0].trim()), new Frame(nanos(cells[1]), nanos(cells[2])));
        } catch (ArithmeticException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new LogException(place + ": no frame number and two stamps in seconds", e);
        }
    }

    private static long nanos(String seconds) {
        return new BigDecimal(seconds.trim()).movePointRight(NANO_DIGITS).longValueExact();
    }

    Frame of(int frame) {
        Frame times = frames.get(frame);
        if (times == null) {
            throw new LogException(file + ": no stamps of frame " + frame);
        }
        return times;
    }
}
