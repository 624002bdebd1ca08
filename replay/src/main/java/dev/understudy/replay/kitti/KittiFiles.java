package dev.understudy.replay.kitti;

import dev.understudy.replay.log.LogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads the files of a KITTI folder whole; every error names the file. */
public final class KittiFiles {

    /** Four little-endian float32 per point: x, y, z in metres, reflectance in [0, 1]. */
    private static final int POINT_BYTES = 16;

    private KittiFiles() {
    }

    /** A Velodyne scan: x, y, z, reflectance of every point, interleaved, LiDAR frame. */
    public static float[] scan(Path file) {
        byte[] bytes = bytes(file);
        if (bytes.length == 0 || bytes.length % POINT_BYTES != 0) {
            throw new LogException(file + ": truncated scan: " + bytes.length + " bytes is not a positive multiple of "
                    + POINT_BYTES);
        }
        float[] xyzi = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(xyzi);
        return xyzi;
    }

    /** An encoded image, not decoded here. */
    public static byte[] image(Path file) {
        byte[] bytes = bytes(file);
        if (bytes.length == 0) {
            throw new LogException(file + ": empty image");
        }
        return bytes;
    }

    /** {@code png} or {@code jpeg}, from the file name. */
    public static String imageFormat(Path file) {
        return file.toString().endsWith("png") ? "png" : "jpeg";
    }

    public static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Numbers of one line, separated by blanks. */
    public static double[] numbers(String text, String origin) {
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            return new double[0];
        }
        String[] words = trimmed.split("\\s+");
        double[] out = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                out[i] = Double.parseDouble(words[i]);
            } catch (NumberFormatException e) {
                throw new LogException(origin + ": not a number: " + words[i], e);
            }
        }
        return out;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static LogException unreadable(Path file, IOException e) {
        return new LogException(file + ": " + (e instanceof NoSuchFileException
                ? "missing" : "cannot be read: " + e.getMessage()), e);
    }
}
