package dev.understudy.proto;

import java.util.List;

/**
 * Names of every topic. Sensor and object topics are keyed by robot id (UTF-8) and co-partitioned: the same
 * number of partitions and the same partitioner, or the pairing would be wrong without complaint.
 */
public final class Topics {

    public static final String LIDAR_FRAME = "perception.lidar.frame.v1";
    public static final String CAMERA_FRAME = "perception.camera.frame.v1";
    public static final String CALIBRATION = "perception.calibration.v1";
    public static final String POSE = "perception.pose.v1";
    public static final String CLUSTER = "perception.cluster.v1";
    public static final String OBJECT_EVENT = "perception.object.event.v1";
    public static final String DEAD_LETTER = "perception.deadletter.v1";
    public static final String SAMPLE = "learning.sample.v1";
    public static final String TRAINER_STATE = "learning.trainer.state.v1";
    public static final String CHECKPOINT = "model.student.checkpoint.v1";
    public static final String LIFECYCLE = "model.student.lifecycle.v1";
    /** Ground truth for scoring; only simulators and labelled logs write it, and no trainer reads it. */
    public static final String TRUTH = "evaluation.truth.v1";

    /** Topics that must have equal partition counts. */
    public static final List<String> CO_PARTITIONED =
            List.of(LIDAR_FRAME, CAMERA_FRAME, CALIBRATION, POSE, CLUSTER, SAMPLE, OBJECT_EVENT);

    /**
     * Unless the operator says otherwise, the one cap on a record, bytes: topics, broker, producers and consumers use
     * it. A raw float32 scan of 262,144 points is 4 MiB, so it leaves room for a denser sensor.
     */
    public static final int MAX_RECORD_BYTES = 16 << 20;

    /** Record header: how the value is encoded, see the constants below. */
    public static final String HEADER_CONTENT_TYPE = "content-type";
    /** Record header: sequence number of the frame at its sensor, decimal UTF-8. */
    public static final String HEADER_SEQUENCE = "sequence";
    /** Record header: W3C trace context. */
    public static final String HEADER_TRACEPARENT = "traceparent";
    /** Record header: present on an empty record that says no more frames of this sensor will come. */
    public static final String HEADER_END_OF_LOG = "end-of-log";
    public static final String CONTENT_POINT_CLOUD = "application/x-protobuf;type=foxglove.PointCloud";
    public static final String CONTENT_PACKED_POINT_CLOUD =
            "application/x-protobuf;type=understudy.v1.PackedPointCloud";
    public static final String CONTENT_IMAGE = "application/x-protobuf;type=foxglove.CompressedImage";
    /** The frame lies in a claim-check store, the value says where. */
    public static final String CONTENT_FRAME_CLAIM = "application/x-protobuf;type=understudy.v1.FrameClaim";

    /** Record headers of a dead letter. */
    public static final String HEADER_DEAD_REASON = "dead-letter-reason";
    public static final String HEADER_DEAD_DETAIL = "dead-letter-detail";
    public static final String HEADER_DEAD_TOPIC = "dead-letter-topic";
    public static final String HEADER_DEAD_PARTITION = "dead-letter-partition";
    public static final String HEADER_DEAD_OFFSET = "dead-letter-offset";
    /** Only of a letter whose value had to be cut: the length that the record's value had, bytes. */
    public static final String HEADER_DEAD_CUT_FROM = "dead-letter-cut-from";

    /** Record header: this record was sent again from a dead letter, {@code topic-partition@offset}; one per time. */
    public static final String HEADER_REPLAYED_FROM = "replayed-from";

    /** Record headers of the trainer's lifecycle events: who signed the value's bytes, and the Ed25519 signature. */
    public static final String HEADER_KEY_ID = "key-id";
    public static final String HEADER_SIGNATURE = "signature";

    private Topics() {
    }
}
