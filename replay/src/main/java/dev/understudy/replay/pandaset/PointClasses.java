package dev.understudy.replay.pandaset;

import dev.understudy.replay.log.GroundLabels;
import dev.understudy.replay.log.LogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** PandaSet's class of every point of a frame, one byte each, in the scan's order. */
final class PointClasses implements GroundLabels {

    private static final int VEGETATION = 5;
    /** Ground, road, its markings, pavement, driveway. */
    private static final int FIRST_GROUND = 6;
    private static final int LAST_GROUND = 12;

    private final byte[] classes;

    private PointClasses(byte[] classes) {
        this.classes = classes;
    }

    /**
     * The classes of a sequence's frame; empty when the folder has none.
     *
     * @throws LogException when they cannot be read or are not as many as the frame's points
     */
    static Optional<GroundLabels> read(Path sequence, String frame, int points) {
        Path file = sequence.resolve("semseg").resolve(frame + ".label");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            byte[] classes = Files.readAllBytes(file);
            if (classes.length != points) {
                throw new LogException(file + ": holds " + classes.length + " classes, the frame " + points
                        + " points");
            }
            return Optional.of(new PointClasses(classes));
        } catch (IOException e) {
            throw new LogException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isGround(int point) {
        return classes[point] >= FIRST_GROUND && classes[point] <= LAST_GROUND;
    }

    /** Unlabelled points and vegetation, which may be a lawn or a crown, are not scored. */
    @Override
    public boolean isScored(int point) {
        return classes[point] != 0 && classes[point] != VEGETATION;
    }
}
