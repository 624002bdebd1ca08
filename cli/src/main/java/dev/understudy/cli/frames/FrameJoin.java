package dev.understudy.cli.frames;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.LogRecord.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Joins a frame's objects, the events that every model made of them, and its labels. A frame is that of one LiDAR: two
 * LiDARs of a robot may share a stamp. It leaves when all its events are there and either its labels are, or the log of
 * its robot has been read past its stamp, so that it has none.
 * Thread-safe: one thread reads the log, another the results.
 */
public final class FrameJoin {

    private final int models;
    private final Consumer<JoinedFrame> sink;
    private final Map<Key, Pending> pending = new HashMap<>();
    private final Map<String, Long> readUpTo = new HashMap<>();
    private boolean ended;
    private long frames;

    /**
     * Starts empty.
     *
     * @param models how many models classify every object
     * @param sink sees each complete frame once, under the join's lock
     */
    public FrameJoin(int models, Consumer<JoinedFrame> sink) {
        this.models = models;
        this.sink = sink;
    }

    /** A record of the log was read. */
    public synchronized void read(LogRecord record) {
        readUpTo.merge(record.robot(), record.stampNanos(), Math::max);
        if (record instanceof Truth truth) {
            at(new Key(truth.robot(), truth.lidarFrameId(), truth.stampNanos())).truth = truth;
        }
        if (record instanceof LogRecord.LidarFrame || record instanceof Truth) {
            settle();
        }
    }

    /** The log has been read to its end. */
    public synchronized void endOfLog() {
        ended = true;
        settle();
    }

    /** The objects of a frame came out. */
    public synchronized void clusters(ClusterSet set) {
        at(new Key(set.getRobotId(), set.getLidarFrameId(), set.getStampNs())).set = set;
        settle();
    }

    /**
     * An object was classified.
     *
     * @param model by whom, from 0 on
     */
    public synchronized void event(int model, ClassifiedObject event) {
        at(new Key(event.getRobot(), event.getLidarFrameId(), event.getStampNs()))
                .events.get(model).put(event.getClusterIndex(), event);
        settle();
    }

    /** Frames that have left. */
    public synchronized long frames() {
        return frames;
    }

    private Pending at(Key frame) {
        return pending.computeIfAbsent(frame, k -> new Pending(models));
    }

    private void settle() {
        for (Iterator<Map.Entry<Key, Pending>> all = pending.entrySet().iterator(); all.hasNext();) {
            Map.Entry<Key, Pending> entry = all.next();
            Pending frame = entry.getValue();
            Key key = entry.getKey();
            if (frame.classified() && (frame.truth != null || ended
                    || readUpTo.getOrDefault(key.robot, Long.MIN_VALUE) > key.stampNanos)) {
                all.remove();
                frames++;
                sink.accept(new JoinedFrame(frame.set, frame.truth, frame.events));
            }
        }
    }

    private record Key(String robot, String lidar, long stampNanos) {
    }

    private static final class Pending {

        private final List<Map<Integer, ClassifiedObject>> events = new ArrayList<>();
        private ClusterSet set;
        private Truth truth;

        Pending(int models) {
            for (int i = 0; i < models; i++) {
                events.add(new TreeMap<>());
            }
        }

        boolean classified() {
            return set != null && events.stream().allMatch(e -> e.size() >= set.getClustersCount());
        }
    }
}
