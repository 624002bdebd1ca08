package dev.understudy.replay.record;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Frames of reference in a recording of several robots: all have a {@code lidar}, and a viewer would lay their clouds
 * on top of each other. So a frame's id gets its robot's name in front, {@code robot-01/lidar}, unless there is one
 * robot only. The fixed frame gets it, too: the maps of two robots need not be one.
 *
 * <p>Until a second robot has come, what is to be written waits: up to {@value #MAX_HELD} records or
 * {@value #MAX_HELD_BYTES} bytes. Where the second comes later than that, the first keeps its ids as they are.
 */
final class FrameNames {

    private static final int MAX_HELD = 2000;
    private static final long MAX_HELD_BYTES = 64L << 20;

    private final Set<String> driving = new LinkedHashSet<>();
    private final Set<String> mentioned = new LinkedHashSet<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private long heldBytes;
    private boolean settled;
    /** The robot whose frames keep their ids; {@code null} when none does. */
    private String plain;

    /** Finds the robots out as they come. */
    FrameNames() {
    }

    /** Takes the robots as known. */
    FrameNames(Collection<String> robots) {
        driving.addAll(robots);
        settle();
    }

    /** A record of the robot's drive has come: the robot is in the recording. */
    void drives(String robot) {
        driving.add(robot);
    }

    /** A record has come that a robot without a drive may have, too. */
    void mentions(String robot) {
        mentioned.add(robot);
    }

    /** Writes now, or when the frames have their names. */
    void write(int bytes, Runnable write) {
        if (settled) {
            write.run();
            return;
        }
        held.add(write);
        heldBytes += bytes;
        if (driving.size() > 1 || held.size() >= MAX_HELD || heldBytes >= MAX_HELD_BYTES) {
            settle();
        }
    }

    /** Decides by what has come and writes what waits. */
    void settle() {
        if (settled) {
            return;
        }
        settled = true;
        Set<String> robots = driving.isEmpty() ? mentioned : driving;
        plain = robots.size() == 1 ? robots.iterator().next() : null;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** What stands before the ids of a robot's frames; asked by what is written only. */
    String prefix(String robot) {
        return robot.equals(plain) ? "" : robot + "/";
    }
}
