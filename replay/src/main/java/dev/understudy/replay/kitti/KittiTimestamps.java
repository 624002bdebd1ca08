package dev.understudy.replay.kitti;

import dev.understudy.replay.log.LogException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * A {@code timestamps.txt}: line n is the stamp of frame n, to the nanosecond. KITTI states no time zone; the
 * stamps are read as UTC.
 */
final class KittiTimestamps {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private KittiTimestamps() {
    }

    /** Unix nanoseconds by frame number. */
    static long[] read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new LogException(file + ": no timestamps: file is missing");
        }
        List<String> lines = KittiFiles.lines(file);
        int count = lines.size();
        while (count > 0 && lines.get(count - 1).isBlank()) {
            count--;
        }
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = parse(lines.get(i).trim(), file, i + 1);
        }
        return nanos;
    }

    private static long parse(String text, Path file, int line) {
        try {
            LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
            return Math.addExact(Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), NANOS_PER_SECOND),
                    time.getNano());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new LogException(file + ":" + line + ": not a timestamp: '" + text + "'", e);
        }
    }
}
