package dev.understudy.replay.inspect;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.MessageSource;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.replay.DriveLogs;
import dev.understudy.replay.Recordings;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.messagelog.Setup;
import dev.understudy.replay.messagelog.TopicOptions;
import dev.understudy.replay.record.TopicLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds out what a log holds: of a recording from its index, of a folder by reading it through. */
public final class LogInspector {

    private static final String LIDAR = "LiDAR ";
    private static final String CAMERA = "camera ";
    private static final String POSE = "pose of ";
    private static final String LABELS = "labels";
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private LogInspector() {
    }

    /**
     * Inspects a log. A recording without a LiDAR is no error here: the reason is among the notes.
     *
     * @throws RecordingException when nothing can be read
     */
    public static LogInfo inspect(Path path, TopicOptions options) {
        MessageSource source = Files.exists(path) ? Recordings.open(path) : null;
        if (source == null) {
            try (DriveLog log = DriveLogs.open(path, options)) {
                return folder(log);
            }
        }
        try (source) {
            return recording(source, options);
        }
    }

    private static LogInfo recording(MessageSource source, TopicOptions options) {
        List<String> uses = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        try {
            if (TopicLog.recognises(source)) {
                // Closing it would close the source, which is the caller's.
                TopicLog drive = TopicLog.open(source, options);
                uses(drive, uses);
                notes.addAll(drive.notes());
            } else {
                Setup setup = Setup.of(source, options);
                uses(setup, uses);
                notes.addAll(setup.notes());
            }
        } catch (RecordingException e) {
            notes.add("cannot be replayed: " + e.getMessage());
        }
        double seconds = (source.endNanos() - source.startNanos()) / NANOS_PER_SECOND;
        return new LogInfo(source.name(), source.format(), source.startNanos(), seconds, source.messageCount(),
                topics(source, seconds), uses, notes, source.warnings());
    }

    private static List<LogInfo.Topic> topics(MessageSource source, double seconds) {
        Map<String, LogInfo.Topic> topics = new TreeMap<>();
        Map<Integer, Long> counts = source.counts();
        for (Channel c : source.channels()) {
            long n = counts.getOrDefault(c.id(), 0L);
            topics.merge(c.topic(), topic(c.topic(), c.schema().name(), c.encoding(), n, seconds), (a, b) ->
                    topic(a.name(), a.type(), a.encoding(), a.messages() + b.messages(), seconds));
        }
        return List.copyOf(topics.values());
    }

    private static LogInfo.Topic topic(String name, String type, String encoding, long messages, double seconds) {
        return new LogInfo.Topic(name, type, encoding, messages,
                messages > 1 && seconds > 0 ? (messages - 1) / seconds : 0);
    }

    private static void uses(Setup setup, List<String> uses) {
        setup.choice().lidars().forEach(t -> uses.add("LiDAR        " + t + " (frame " + setup.lidarFrame()
                + ", intensity of " + setup.intensityScales().get(t) + " is full)"));
        if (!setup.mounts().isEmpty()) {
            setup.choice().cameras().forEach(c -> uses.add("camera       " + c.imageTopic()));
        }
        setup.mounts().forEach(m -> uses.add("calibration  " + describe(m)));
        if (!setup.fixedFrame().isEmpty()) {
            uses.add("poses        of " + setup.lidarFrame() + " in " + setup.fixedFrame());
        }
    }

    private static void uses(TopicLog drive, List<String> uses) {
        uses.addAll(drive.uses());
        drive.calibrations().forEach((robot, calibration) -> calibration.mounts()
                .forEach(m -> uses.add("calibration  " + robot + ' ' + describe(m))));
    }

    private static String describe(CameraMount m) {
        return String.format(Locale.ROOT, "%s %dx%d, focal length %.1f px, %s, images %+.1f ms after the scans",
                m.cameraFrameId(), m.intrinsics().width(), m.intrinsics().height(), m.intrinsics().fx(),
                m.intrinsics().distortionModel().isEmpty() ? "rectified" : m.intrinsics().distortionModel(),
                m.shutterOffsetNanos() / NANOS_PER_MILLI);
    }

    private static LogInfo folder(DriveLog log) {
        Map<String, long[]> seen = new LinkedHashMap<>();
        List<String> calibrations = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (LogRecord record = next(log, warnings); record != null; record = next(log, warnings)) {
            first = Math.min(first, record.stampNanos());
            last = Math.max(last, record.stampNanos());
            seen.computeIfAbsent(kind(record), k -> new long[1])[0]++;
            if (record instanceof LogRecord.Calibration c && calibrations.isEmpty()) {
                c.mounts().forEach(m -> calibrations.add("calibration  " + describe(m)));
            }
        }
        List<String> uses = new ArrayList<>(seen.keySet().stream().flatMap(LogInspector::use).toList());
        uses.addAll(calibrations);
        double seconds = last > first ? (last - first) / NANOS_PER_SECOND : 0;
        List<LogInfo.Topic> topics = seen.entrySet().stream()
                .map(e -> topic(e.getKey(), "", "", e.getValue()[0], seconds)).toList();
        return new LogInfo(log.name(), "folder", first == Long.MAX_VALUE ? 0 : first, seconds,
                topics.stream().mapToLong(LogInfo.Topic::messages).sum(), topics, uses, List.of(), warnings);
    }

    private static LogRecord next(DriveLog log, List<String> warnings) {
        while (true) {
            try {
                return log.next();
            } catch (RecordingException e) {
                warnings.add(e.getMessage());
            }
        }
    }

    /** What records of that kind are for; calibrations are told one by one. */
    private static Stream<String> use(String kind) {
        if (kind.startsWith(LIDAR)) {
            return Stream.of("LiDAR        " + kind.substring(LIDAR.length()));
        } else if (kind.startsWith(CAMERA)) {
            return Stream.of("camera       " + kind.substring(CAMERA.length()));
        } else if (kind.startsWith(POSE)) {
            return Stream.of("poses        of " + kind.substring(POSE.length()));
        }
        return kind.equals(LABELS) ? Stream.of("labels       for scoring only") : Stream.of();
    }

    private static String kind(LogRecord record) {
        if (record instanceof LogRecord.LidarFrame lidar) {
            return LIDAR + lidar.frameId();
        } else if (record instanceof LogRecord.CameraFrame camera) {
            return CAMERA + camera.frameId();
        } else if (record instanceof LogRecord.Pose pose) {
            return POSE + pose.frameId() + " in " + pose.fixedFrameId();
        }
        return record instanceof LogRecord.Truth ? LABELS : "calibration";
    }
}
