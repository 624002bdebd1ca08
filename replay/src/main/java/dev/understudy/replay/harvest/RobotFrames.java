package dev.understudy.replay.harvest;

import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.log.LogRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Finished frames of one robot, and labels, that wait for each other. */
final class RobotFrames {

    private final Deque<ClusterSet> finished = new ArrayDeque<>();
    private final Map<Frame, LogRecord.Truth> truths = new HashMap<>();
    private long newestStamp = Long.MIN_VALUE;
    private boolean ended;

    /** A frame's objects; frames come in stamp order. */
    void finished(ClusterSet set) {
        finished.add(set);
    }

    /** Any record of the robot. */
    void read(LogRecord record) {
        newestStamp = Math.max(newestStamp, record.stampNanos());
        if (record instanceof LogRecord.Truth truth) {
            truths.put(new Frame(truth.lidarFrameId(), truth.stampNanos()), truth);
        }
    }

    void end() {
        ended = true;
    }

    /** The next finished frame, or {@code null}. A frame's truth may follow it in the log at the same stamp. */
    ClusterSet poll() {
        ClusterSet head = finished.peek();
        boolean waits = head == null
                || !ended && !truths.containsKey(Frame.of(head)) && newestStamp <= head.getStampNs();
        return waits ? null : finished.remove();
    }

    /** The labels of a frame, or {@code null}; those of older frames are forgotten. */
    LogRecord.Truth truth(ClusterSet set) {
        LogRecord.Truth truth = truths.remove(Frame.of(set));
        truths.keySet().removeIf(frame -> frame.stampNanos() < set.getStampNs());
        return truth;
    }

    private record Frame(String lidarFrameId, long stampNanos) {

        static Frame of(ClusterSet set) {
            return new Frame(set.getLidarFrameId(), set.getStampNs());
        }
    }
}
