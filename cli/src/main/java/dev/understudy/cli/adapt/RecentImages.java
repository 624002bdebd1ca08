package dev.understudy.cli.adapt;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A log that remembers the last images of every camera that went by. */
final class RecentImages implements DriveLog {

    /** Images of one camera; frames leave pairing within a few images. */
    private static final int HELD = 24;

    private final DriveLog log;
    private final Map<String, NavigableMap<Long, byte[]>> byCamera = new HashMap<>();

    RecentImages(DriveLog log) {
        this.log = log;
    }

    @Override
    public LogRecord next() {
        LogRecord record = log.next();
        if (record instanceof LogRecord.CameraFrame camera) {
            NavigableMap<Long, byte[]> held = byCamera.computeIfAbsent(key(camera.robot(), camera.frameId()),
                    name -> new TreeMap<>());
            held.put(camera.stampNanos(), camera.data());
            if (held.size() > HELD) {
                held.pollFirstEntry();
            }
        }
        return record;
    }

    /** The encoded image of that very stamp, or null. */
    byte[] image(String robot, String cameraFrameId, long stampNanos) {
        NavigableMap<Long, byte[]> held = byCamera.get(key(robot, cameraFrameId));
        return held == null ? null : held.get(stampNanos);
    }

    private static String key(String robot, String camera) {
        return robot + '\0' + camera;
    }

    @Override
    public String name() {
        return log.name();
    }

    @Override
    public List<String> robots() {
        return log.robots();
    }

    @Override
    public long lidarFrameCount() {
        return log.lidarFrameCount();
    }

    @Override
    public void close() {
        log.close();
    }
}
