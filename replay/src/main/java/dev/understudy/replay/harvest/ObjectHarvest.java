package dev.understudy.replay.harvest;

import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogException;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.metrics.TruthMatcher.Coverage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns a drive log into labelled objects through the very classes of the live perception stage, but without Kafka:
 * segmentation, pairing by event time, crops, tracks, then the truth. For pre-training, experiments and tests.
 *
 * <p>Frames of one robot come in stamp order; robots are interleaved as their frames are finished. Memory is bounded by
 * the frames and images that pairing holds. Not thread-safe.
 */
public final class ObjectHarvest implements AutoCloseable {

    private final DriveLog log;
    private final HarvestConfig config;
    private final HarvestStages stages;
    private final Map<String, RobotHarvest> robots = new LinkedHashMap<>();
    private final Deque<HarvestedFrame> ready = new ArrayDeque<>();
    private boolean ended;

    /** Takes over the log: closing the harvest closes it. */
    public ObjectHarvest(DriveLog log, HarvestConfig config) {
        this.log = log;
        this.config = config;
        stages = new HarvestStages(config);
    }

    /** A harvest with the live stage's defaults. */
    public static ObjectHarvest of(DriveLog log, Coverage coverage) {
        return new ObjectHarvest(log, HarvestConfig.of(coverage));
    }

    /**
     * The next frame.
     *
     * @return {@code null} at the end of the log
     * @throws LogException for a damaged record, as the log's own {@code next()}; the next call goes on behind it
     */
    public HarvestedFrame next() {
        while (ready.isEmpty() && !ended) {
            LogRecord record = log.next();
            if (record == null) {
                ended = true;
                robots.values().forEach(RobotHarvest::end);
                robots.values().forEach(this::collect);
            } else {
                RobotHarvest robot =
                        robots.computeIfAbsent(record.robot(), name -> new RobotHarvest(stages, config));
                robot.accept(record);
                collect(robot);
            }
        }
        return ready.poll();
    }

    @Override
    public void close() {
        log.close();
    }

    private void collect(RobotHarvest robot) {
        for (HarvestedFrame frame = robot.poll(); frame != null; frame = robot.poll()) {
            ready.add(frame);
        }
    }
}
