package dev.understudy.replay.kitti;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.replay.log.LogException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A KITTI calibration file: lines of {@code name: numbers}, or {@code name numbers}; parsed when asked for. */
final class CalibrationFile {

    private final Path file;
    private final Map<String, String> values = new HashMap<>();

    CalibrationFile(Path file) {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new LogException(file + ": no calibration: file is missing");
        }
        for (String line : KittiFiles.lines(file)) {
            int colon = line.indexOf(':');
            // The tracking benchmark writes some of its names without a colon.
            int end = colon > 0 ? colon : line.indexOf(' ');
            if (end > 0) {
                values.put(line.substring(0, end).trim(), line.substring(end + 1));
            }
        }
    }

    /** The numbers under a name; exactly {@code count} of them. */
    double[] numbers(String name, int count) {
        String text = values.get(name);
        if (text == null) {
            throw new LogException(file + ": no calibration: line '" + name + ":' is missing");
        }
        double[] numbers = KittiFiles.numbers(text, file + ": " + name);
        if (numbers.length != count) {
            throw new LogException(file + ": " + name + " has " + numbers.length + " numbers, not " + count);
        }
        return numbers;
    }

    /** The first of two names that the file has; the second if it has neither. */
    String either(String name, String other) {
        return values.containsKey(name) ? name : other;
    }

    /** A 3x3 rotation without translation. */
    RigidTransform rotation(String name) {
        return transform(numbers(name, 9), new double[3]);
    }

    /** A transform given as a 3x3 rotation and a translation under two names. */
    RigidTransform rotationTranslation(String rotation, String translation) {
        return transform(numbers(rotation, 9), numbers(translation, 3));
    }

    /** A transform given as a 3x4 row-major matrix. */
    RigidTransform transform(String name) {
        return new RigidTransform(numbers(name, 12));
    }

    private static RigidTransform transform(double[] r, double[] t) {
        return new RigidTransform(new double[] {
            r[0], r[1], r[2], t[0], r[3], r[4], r[5], t[1], r[6], r[7], r[8], t[2]});
    }
}
