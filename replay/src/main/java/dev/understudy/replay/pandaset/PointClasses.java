package dev.understudy.replay.pandaset;

import dev.understudy.replay.log.LogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PandaSet's class of every point of a frame, one byte each, in the scan's order; for scoring only. */
public final class PointClasses {

    private static final int VEGETATION = 5;
    /** Ground, road, its markings, pavement, driveway. */
    private static final int FIRST_GROUND = 6;
    private static final int LAST_GROUND = 12;

    private PointClasses() {
    }

    /** The classes of a sequence's frame, or {@code null} when the folder has none. */
    public static byte[] read(Path sequence, String frame, int points) {
        Path file = sequence.resolve("semseg").resolve(frame + ".label");
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            byte[] classes = Files.readAllBytes(file);
            if (classes.length != points) {
                throw new LogException(file + ": holds " + classes.length + " classes, the frame " + points
                        + " points");
            }
            return classes;
        } catch (IOException e) {
            throw new LogException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    public static boolean isGround(byte type) {
        return type >= FIRST_GROUND && type <= LAST_GROUND;
    }

    /** Unlabelled points and vegetation, which may be a lawn or a crown, are not scored. */
    public static boolean isScored(byte type) {
        return type != 0 && type != VEGETATION;
    }
}
