package dev.understudy.replay.record;

import dev.understudy.mcap.message.MessageCursor;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RawMessage;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.mcap.message.Selection;
import dev.understudy.proto.Topics;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.MessageException;
import dev.understudy.replay.log.RecordedDrive;
import dev.understudy.replay.messagelog.TopicOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * A recording of Understudy's own topics ({@link TopicRecorder}) as the drive they came from: every robot under its
 * name, with all its LiDARs and cameras, calibrations as they were stated, poses and labels. Evaluating it gives the
 * digest of the source.
 *
 * <p>A robot's first calibration comes before its first record, wherever in the file it lies. A message that cannot be
 * decoded is a {@link LogException} that names topic and time; the next call goes on.
 */
public final class TopicLog implements RecordedDrive {

    private final MessageSource source;
    private final DriveChannels channels;
    private final MessageCursor cursor;
    private final RecordedMessages messages = new RecordedMessages();
    /** First calibration of each robot, until the robot begins. */
    private final Map<String, LogRecord.Calibration> starts = new LinkedHashMap<>();
    private final Set<String> firstPassed = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private long newest = Long.MIN_VALUE;
    private long arrivals;
    private boolean ended;

    private TopicLog(MessageSource source, TopicOptions options) {
        this.source = source;
        channels = DriveChannels.of(source, options);
        readStarts();
        cursor = source.read(Selection.of(channels.ids()));
    }

    /** Whether a recording is of Understudy's topics, with LiDAR frames. */
    public static boolean recognises(MessageSource source) {
        return DriveChannels.areIn(source);
    }

    /**
     * Takes over a recording: closing the log closes it.
     *
     * @param options MCAP topics of LiDARs and cameras to use; all where none is named
     * @throws LogException when a named topic is missing; one line. The recording is closed then
     */
    public static TopicLog open(MessageSource source, TopicOptions options) {
        try {
            return new TopicLog(source, options);
        } catch (RecordingException e) {
            source.close();
            throw e;
        }
    }

    private void readStarts() {
        MessageCursor calibrations = source.read(Selection.of(channels.ids(Topics.CALIBRATION)));
        for (LogRecord.Calibration c = next(calibrations); c != null; c = next(calibrations)) {
            starts.putIfAbsent(c.robot(), c);
        }
        for (String robot : channels.robots()) {
            boolean calibrated = starts.containsKey(robot) && !starts.get(robot).mounts().isEmpty();
            if (!calibrated && channels.hasCamera(robot)) {
                notes.add(robot + ": no calibration was recorded, its images will not be used");
            }
        }
    }

    /** Damage is told when the drive is read in earnest. */
    private LogRecord.Calibration next(MessageCursor calibrations) {
        while (true) {
            try {
                RawMessage message = calibrations.next();
                return message == null ? null : (LogRecord.Calibration) decode(message);
            } catch (RecordingException e) {
                continue;
            }
        }
    }

    /** First calibration of each robot that has one, by robot. */
    public Map<String, LogRecord.Calibration> calibrations() {
        return new TreeMap<>(starts);
    }

    /** What is used, one line each. */
    public List<String> uses() {
        return channels.uses();
    }

    @Override
    public List<String> warnings() {
        return source.warnings();
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<String> robots() {
        return channels.robots();
    }

    @Override
    public long lidarFrameCount() {
        Map<Integer, Long> counts = source.counts();
        return channels.ids(Topics.LIDAR_FRAME).stream().mapToLong(id -> counts.getOrDefault(id, 0L)).sum();
    }

    @Override
    public LogRecord next() {
        // What has the same time is put in order first.
        while (!ended && (waiting.isEmpty() || waiting.peek().nanos == newest)) {
            take();
        }
        Waiting first = waiting.peek();
        if (first == null) {
            return null;
        }
        LogRecord.Calibration start = starts.remove(first.record.robot());
        return start == null ? waiting.remove().record
                : new LogRecord.Calibration(start.robot(), first.record.stampNanos(), start.mounts());
    }

    private void take() {
        RawMessage message = cursor.next();
        if (message == null) {
            ended = true;
            return;
        }
        newest = Math.max(newest, message.logNanos());
        LogRecord record = decode(message);
        if (isWanted(record)) {
            waiting.add(new Waiting(message.logNanos(), record, arrivals++));
        }
    }

    /** Labels are wanted with their LiDAR; a robot's first calibration has been read before. */
    private boolean isWanted(LogRecord record) {
        return record instanceof Truth truth ? channels.hasLidar(truth.robot(), truth.lidarFrameId())
                : !(record instanceof LogRecord.Calibration) || !firstPassed.add(record.robot());
    }

    private LogRecord decode(RawMessage message) {
        try {
            return messages.decode(message, channels.origin(message.channel()));
        } catch (MessageException e) {
            throw new LogException(String.format(Locale.ROOT, "%s: %s at %.3f s: %s", source.name(),
                    message.channel().topic(), (message.logNanos() - source.startNanos()) / 1e9, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        source.close();
    }

    /** A decoded record, in the order in which records of one time leave. */
    private record Waiting(long nanos, LogRecord record, long arrival) implements Comparable<Waiting> {

        private static final Comparator<Waiting> ORDER = Comparator.comparingLong(Waiting::nanos)
                .thenComparing(w -> w.record.robot()).thenComparingInt(w -> kind(w.record))
                .thenComparing(w -> frame(w.record)).thenComparingLong(Waiting::arrival);

        @Override
        public int compareTo(Waiting other) {
            return ORDER.compare(this, other);
        }

        private static int kind(LogRecord record) {
            return record instanceof LogRecord.Calibration ? 0 : record instanceof LogRecord.Pose ? 1
                    : record instanceof LogRecord.LidarFrame ? 2 : record instanceof LogRecord.CameraFrame ? 3 : 4;
        }

        private static String frame(LogRecord record) {
            return record instanceof LogRecord.LidarFrame lidar ? lidar.frameId()
                    : record instanceof LogRecord.CameraFrame camera ? camera.frameId()
                    : record instanceof Truth truth ? truth.lidarFrameId() : "";
        }
    }
}
