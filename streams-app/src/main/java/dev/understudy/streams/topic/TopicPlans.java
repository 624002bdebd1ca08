package dev.understudy.streams.topic;

import dev.understudy.proto.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan of every topic. Sensor and object topics get equal partition counts; logs that are one history get one
 * partition. Time stamps are the broker's own: retention then counts from arrival, whatever a robot's clock says and
 * however old a replayed log is (the stamp of a frame is in its value).
 */
public final class TopicPlans {

    /** How long a cluster keeps sensor frames and the clusters cut from them. */
    public static final Duration SENSOR_RETENTION = Duration.ofHours(24);

    private static final long KEEP_ALL = -1;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private final int partitions;
    private final short replication;
    private final boolean oneMachine;

    private TopicPlans(int partitions, short replication, boolean oneMachine) {
        this.partitions = partitions;
        this.replication = replication;
        this.oneMachine = oneMachine;
    }

    /** One machine: topics bounded by time and by bytes, so that a long run cannot fill the disk. */
    public static List<TopicPlan> oneMachine(int partitions) {
        return new TopicPlans(partitions, (short) 1, true).all();
    }

    /** A cluster: topics bounded by time. */
    public static List<TopicPlan> cluster(int partitions, int replication) {
        return new TopicPlans(partitions, (short) replication, false).all();
    }

    private List<TopicPlan> all() {
        return List.of(
                expiring(Topics.LIDAR_FRAME, SENSOR_RETENTION, 2 * GIB),
                expiring(Topics.CAMERA_FRAME, SENSOR_RETENTION, GIB),
                plan(Topics.CALIBRATION, partitions, compacted()),
                expiring(Topics.POSE, SENSOR_RETENTION, 64 * MIB),
                expiring(Topics.CLUSTER, SENSOR_RETENTION, GIB),
                expiring(Topics.SAMPLE, Duration.ofDays(7), GIB),
                expiring(Topics.OBJECT_EVENT, Duration.ofDays(30), GIB),
                expiring(Topics.TRUTH, Duration.ofHours(24), 256 * MIB),
                expiring(Topics.DEAD_LETTER, Duration.ofDays(30), 256 * MIB),
                // Every chunk has its own key: compaction keeps them all until the trainer deletes a version's keys.
                plan(Topics.CHECKPOINT, 1, compacted()),
                plan(Topics.TRAINER_STATE, 1, soonCompacted()),
                // The audit log: what was live when must stay answerable.
                plan(Topics.LIFECYCLE, 1, deleting(KEEP_ALL, KEEP_ALL)));
    }

    private TopicPlan expiring(String name, Duration age, long totalBytes) {
        return plan(name, partitions, deleting(age.toMillis(), oneMachine ? totalBytes / partitions : KEEP_ALL));
    }

    private TopicPlan plan(String name, int count, Map<String, String> configs) {
        configs.put(TopicPlan.MAX_BYTES, Integer.toString(Topics.MAX_RECORD_BYTES));
        configs.put("message.timestamp.type", "LogAppendTime");
        if (replication > 2) {
            // One replica may be down without stopping writes or losing an acknowledged one.
            configs.put("min.insync.replicas", Integer.toString(replication - 1));
        }
        return new TopicPlan(name, count, replication, configs);
    }

    private static Map<String, String> compacted() {
        Map<String, String> configs = new LinkedHashMap<>();
        configs.put("cleanup.policy", "compact");
        return configs;
    }

    /** Memory that was replaced holds crops: it goes within a day, whether or not the topic grows. */
    private static Map<String, String> soonCompacted() {
        Map<String, String> configs = compacted();
        configs.put("max.compaction.lag.ms", Long.toString(SENSOR_RETENTION.toMillis()));
        configs.put("delete.retention.ms", Long.toString(SENSOR_RETENTION.toMillis()));
        return configs;
    }

    private static Map<String, String> deleting(long ageMillis, long bytesPerPartition) {
        Map<String, String> configs = new LinkedHashMap<>();
        configs.put("cleanup.policy", "delete");
        configs.put("retention.ms", Long.toString(ageMillis));
        configs.put("retention.bytes", Long.toString(bytesPerPartition));
        return configs;
    }
}
