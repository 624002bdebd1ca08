package dev.understudy.streams.metrics;

import dev.understudy.proto.PublishedMeter.Kind;
import dev.understudy.proto.PublishedMeter;

/** Names of the meters of both stream applications. */
public final class StreamMeters {

    @PublishedMeter(kind = Kind.GAUGE, unit = "frames", tags = "sensor", meaning = "frames read")
    public static final String FRAMES_IN = "perception.frames.in";

    @PublishedMeter(kind = Kind.GAUGE, unit = "frames", tags = "sensor", meaning = "frames that wait for their partner")
    public static final String FRAMES_PENDING = "perception.frames.pending";

    @PublishedMeter(kind = Kind.GAUGE, unit = "frames", tags = "sensor",
            meaning = "frames that could not be used and became dead letters")
    public static final String FRAMES_DEAD = "perception.frames.dead";

    @PublishedMeter(kind = Kind.GAUGE, unit = "frames", tags = "sensor",
            meaning = "LiDAR frames emitted with at least one image")
    public static final String FRAMES_PAIRED = "perception.frames.paired";

    @PublishedMeter(kind = Kind.GAUGE, unit = "frames", tags = "reason",
            meaning = "LiDAR frames emitted without an image")
    public static final String FRAMES_UNPAIRED = "perception.frames.unpaired";

    @PublishedMeter(kind = Kind.GAUGE, unit = "frames", tags = "reason", meaning = "LiDAR frames not emitted")
    public static final String FRAMES_DROPPED = "perception.frames.dropped";

    @PublishedMeter(kind = Kind.GAUGE, unit = "images", tags = "sensor",
            meaning = "images that a LiDAR frame was paired with")
    public static final String IMAGES_USED = "perception.images.used";

    @PublishedMeter(kind = Kind.GAUGE, unit = "images", tags = "reason",
            meaning = "images that no LiDAR frame was paired with")
    public static final String IMAGES_UNUSED = "perception.images.unused";

    @PublishedMeter(kind = Kind.GAUGE, unit = "images", tags = "reason",
            meaning = "images seen before, or gone when they were needed")
    public static final String IMAGES_DROPPED = "perception.images.dropped";

    @PublishedMeter(kind = Kind.GAUGE, unit = "objects", tags = "reason",
            meaning = "objects beyond the cap of their frame")
    public static final String OBJECTS_DROPPED = "perception.objects.dropped";

    @PublishedMeter(kind = Kind.TIMER, unit = "s",
            meaning = "time that segmented LiDAR frames had waited on the broker")
    public static final String FRAME_AGE = "perception.frame.age";

    @PublishedMeter(kind = Kind.TIMER, unit = "s", meaning = "time of cutting one LiDAR frame into objects")
    public static final String SEGMENTATION_LATENCY = "perception.segmentation.latency";

    @PublishedMeter(kind = Kind.TIMER, unit = "s",
            meaning = "time of giving the objects of one frame their image crops")
    public static final String PROJECTION_LATENCY = "perception.projection.latency";

    @PublishedMeter(kind = Kind.COUNTER, unit = "objects", tags = "kind",
            meaning = "objects that an image teacher gave class scores")
    public static final String TEACHER_OPINIONS = "image.teacher.opinions";

    @PublishedMeter(kind = Kind.COUNTER, unit = "images", tags = "kind",
            meaning = "images that an image teacher failed at")
    public static final String TEACHER_FAILURES = "image.teacher.failures";

    @PublishedMeter(kind = Kind.TIMER, unit = "s", tags = "kind", meaning = "time of an image teacher on one image")
    public static final String TEACHER_LATENCY = "image.teacher.latency";

    @PublishedMeter(kind = Kind.COUNTER, unit = "objects", tags = "reason",
            meaning = "class scores of an image teacher that came with objects and could not be used")
    public static final String TEACHER_PASSED_OVER = "image.teacher.passed.over";

    @PublishedMeter(kind = Kind.TIMER, unit = "s", tags = "swap",
            meaning = "time of one batch, from taking the model to its last output, by whether a next "
                    + "model was loaded meanwhile")
    public static final String INFERENCE_LATENCY = "inference.latency";

    @PublishedMeter(kind = Kind.SUMMARY, unit = "objects", meaning = "objects per batch")
    public static final String BATCH_SIZE = "inference.batch.size";

    @PublishedMeter(kind = Kind.SUMMARY, unit = "share",
            meaning = "1 where both branches name the same class, else 0; objects with both branches only")
    public static final String AGREEMENT = "pseudolabel.agreement";

    @PublishedMeter(kind = Kind.COUNTER, unit = "objects", tags = "rule",
            meaning = "labels that the rule accepted; the trainer counts what it admits of them")
    public static final String ACCEPTED = "pseudolabel.accepted";

    @PublishedMeter(kind = Kind.COUNTER, unit = "objects", tags = {"rule", "verdict"},
            meaning = "labels that the rule did not accept")
    public static final String REJECTED = "pseudolabel.rejected";

    @PublishedMeter(kind = Kind.GAUGE, unit = "version", meaning = "version of the live model")
    public static final String LIVE_VERSION = "model.live.version";

    @PublishedMeter(kind = Kind.TIMER, unit = "s",
            meaning = "time of a verified checkpoint until it is live: load, warm-up, swap")
    public static final String SWAP_DURATION = "model.swap.duration";

    @PublishedMeter(kind = Kind.COUNTER, unit = "checkpoints", meaning = "checkpoints that went live")
    public static final String CHECKPOINTS_ADOPTED = "model.checkpoints.adopted";

    @PublishedMeter(kind = Kind.COUNTER, unit = "checkpoints", tags = "reason",
            meaning = "checkpoints that did not go live")
    public static final String CHECKPOINTS_REFUSED = "model.checkpoints.refused";

    @PublishedMeter(kind = Kind.GAUGE, unit = "0 or 1", tags = "topic",
            meaning = "1 while so many records of the topic are unusable that letters are cut short")
    public static final String DEAD_LETTER_CIRCUIT = "deadletter.circuit";

    @PublishedMeter(kind = Kind.COUNTER, unit = "failures", tags = "application",
            meaning = "stream threads that failed")
    public static final String THREAD_FAILURES = "streams.thread.failures";

    private StreamMeters() {
    }
}
