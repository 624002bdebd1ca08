package dev.understudy.cli.models;

import dev.understudy.cli.common.Report;
import dev.understudy.cli.kafka.CommittedRecords;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.proto.Topics;
import dev.understudy.streams.event.EventSerdes;
import dev.understudy.streams.event.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Which model spoke of a robot's objects at a time, as the events themselves say: the one proof there is.
 *
 * @param robot  robot id
 * @param before the last event stamped at the time or before it, null when there is none near it
 * @param after  the first event stamped later, null when there is none near it
 */
record RobotModel(String robot, Spoke before, Spoke after) {

    /**
     * One event's model.
     *
     * @param stamp  sensor stamp of the event
     * @param weights teacher or student
     * @param record where the event lies: topic, partition, offset
     */
    record Spoke(String model, long version, String digest, String stamp, String weights, String record) {
    }

    /**
     * Looks through the events appended within {@code window} around the time.
     *
     * @param atNanos sensor time, nanoseconds since the Unix epoch
     */
    static RobotModel find(ServiceOptions services, String robot, long atNanos, Duration window) {
        byte[] key = robot.getBytes(StandardCharsets.UTF_8);
        Instant at = Instant.parse(Report.time(atNanos));
        Nearest nearest = new Nearest(atNanos);
        Deserializer<ClassifiedObject> events =
                EventSerdes.classifiedObject(SchemaRegistry.open(services.registry())).deserializer();
        try (CommittedRecords records = new CommittedRecords(services.kafka())) {
            records.read(Topics.OBJECT_EVENT, at.minus(window), at.plus(window), record -> {
                if (Arrays.equals(record.key(), key)) {
                    nearest.take(events.deserialize(record.topic(), record.value()),
                            record.topic() + "-" + record.partition() + "@" + record.offset());
                }
            });
        }
        return new RobotModel(robot, nearest.before, nearest.after);
    }

    /** The events next to a time. */
    private static final class Nearest {

        private final long atNanos;
        private long beforeNanos = Long.MIN_VALUE;
        private long afterNanos = Long.MAX_VALUE;
        private Spoke before;
        private Spoke after;

        Nearest(long atNanos) {
            this.atNanos = atNanos;
        }

        void take(ClassifiedObject event, String record) {
            long stamp = event.getStampNs();
            if (stamp <= atNanos && stamp >= beforeNanos) {
                beforeNanos = stamp;
                before = spoke(event, record);
            } else if (stamp > atNanos && stamp < afterNanos) {
                afterNanos = stamp;
                after = spoke(event, record);
            }
        }

        private static Spoke spoke(ClassifiedObject event, String record) {
            return new Spoke(event.getModel().toString(), event.getModelVersion(), event.getModelDigest().toString(),
                    Report.time(event.getStampNs()), event.getServedWeights().toString(), record);
        }
    }
}
