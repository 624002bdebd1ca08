package dev.understudy.replay.scan;

import dev.understudy.replay.log.LogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One little-endian int32 per point, in file order. */
public final class LabelFile {

    /** Suffix of the files. */
    public static final String SUFFIX = ".i32";

    private LabelFile() {
    }

    /** Writes the first {@code count} labels. */
    public static void write(Path file, int[] labels, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(labels, 0, count);
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new LogException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** Reads the labels of a frame of {@code points} points. */
    public static int[] read(Path file, int points) {
        int[] labels = read(file);
        if (labels.length != points) {
            throw new LogException(file + ": holds " + labels.length + " labels, the frame " + points + " points");
        }
        return labels;
    }

    /** Reads all labels. */
    public static int[] read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LogException(file + ": " + (e instanceof NoSuchFileException
                    ? "missing" : "cannot be read: " + e.getMessage()), e);
        }
        if (bytes.length % Integer.BYTES != 0) {
            throw new LogException(file + ": truncated: " + bytes.length + " bytes are no whole number of labels");
        }
        int[] labels = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(labels);
        return labels;
    }
}
