package dev.understudy.replay.harvest;

import dev.understudy.mcap.message.RecordingException;
import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.line.FrameLine;
import dev.understudy.perception.line.FrameLineConfig;
import dev.understudy.perception.line.ImageUse;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.metrics.TruthMatcher;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns a drive log into labelled objects: the {@link FrameLine} of the stream, without Kafka and in event time, then
 * the truth. For pre-training, experiments and tests.
 *
 * <p>Frames of one robot come in stamp order; robots are interleaved as their frames are finished. Memory is bounded by
 * the frames and images that pairing holds. A record that the stream would refuse is passed over and counted. Not
 * thread-safe.
 */
public final class ObjectHarvest implements AutoCloseable {

    private final DriveLog log;
    private final FrameLine line;
    private final LineFeed feed;
    private final TruthMatcher matcher;
    private final Map<String, RobotFrames> robots = new LinkedHashMap<>();
    private final Map<String, Long> refused = new TreeMap<>();
    private final Deque<HarvestedFrame> ready = new ArrayDeque<>();
    private boolean ended;

    /**
     * Takes over the log: closing the harvest closes it.
     *
     * @param coverage which clusters the log's labels speak about
     * @param use of each image while it is decoded
     */
    public ObjectHarvest(DriveLog log, FrameLineConfig config, LabelCoverage coverage, ImageUse use) {
        this.log = log;
        line = FrameLine.inMemory(config.eventTimeOnly(), use, this::finished);
        feed = new LineFeed(line);
        matcher = new TruthMatcher(coverage);
    }

    /** A harvest with the stream's defaults. */
    public static ObjectHarvest of(DriveLog log, LabelCoverage coverage) {
        return new ObjectHarvest(log, FrameLineConfig.defaults(), coverage, ImageUse.NONE);
    }

    /**
     * The next frame.
     *
     * @return {@code null} at the end of the log
     * @throws RecordingException for a damaged record, as the log's own {@code next()}; the next call goes on behind it
     */
    public HarvestedFrame next() {
        while (ready.isEmpty() && !ended) {
            LogRecord record = log.next();
            if (record == null) {
                end();
            } else {
                read(record);
            }
        }
        return ready.poll();
    }

    /** Where every frame went so far. */
    public FrameLedger ledger() {
        return line.ledger();
    }

    /** Records that could not be used so far, by reason. */
    public Map<String, Long> refused() {
        return refused;
    }

    @Override
    public void close() {
        log.close();
    }

    private void read(LogRecord record) {
        RobotFrames robot = robot(record.robot());
        robot.read(record);
        try {
            feed.accept(record);
        } catch (BadFrameException e) {
            refused.merge(e.reason(), 1L, Long::sum);
        }
        collect(robot);
    }

    private void end() {
        ended = true;
        robots.keySet().forEach(line::onEnd);
        robots.values().forEach(RobotFrames::end);
        robots.values().forEach(this::collect);
    }

    private void finished(ClusterSet set) {
        robot(set.getRobotId()).finished(set);
    }

    private RobotFrames robot(String name) {
        return robots.computeIfAbsent(name, robot -> new RobotFrames());
    }

    private void collect(RobotFrames robot) {
        for (ClusterSet set = robot.poll(); set != null; set = robot.poll()) {
            Truth truth = robot.truth(set);
            ready.add(new HarvestedFrame(set, truth, truth == null ? List.of() : matcher.match(set, truth)));
        }
    }
}
