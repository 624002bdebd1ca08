package dev.understudy.cli.chaos.audit;

/** What must hold on the topics of a running system, whatever happened to its processes. */
public enum Invariant {
    /** Every LiDAR record is a set of objects, a dropped frame, a dead letter or pending: exactly one of them. */
    LIDAR_DECIDED_ONCE("every LiDAR frame is decided exactly once"),
    /** The ledger of a robot counts each of its camera records, and each image under one outcome. */
    CAMERA_ACCOUNTED_ONCE("every camera frame is accounted for exactly once"),
    EVENT_ONCE("every object of every decided frame has exactly one event"),
    SAMPLE_ONCE("no object is a sample twice"),
    ONE_MODEL_PER_BATCH("the events and samples of a frame name one model version and digest"),
    ONLY_VERIFIED_LIVE("only verified versions classify and are adopted"),
    CHECKPOINT_WHOLE("a committed reader never sees part of a checkpoint, nor a decision without its checkpoint"),
    LINEAGE_ONCE("along the published checkpoints no sample is admitted twice or skipped"),
    DECISIONS_IN_ORDER("the trainer's signed decisions are consistent and their epochs grow"),
    DEAD_LETTER_ONCE("every unusable record has one dead letter with a reason"),
    /** Not an audit of records: what was sent must be decided within the time given. */
    SETTLED("everything sent is decided after the fault without help");

    private final String says;

    Invariant(String says) {
        this.says = says;
    }

    /** The invariant as a sentence. */
    public String says() {
        return says;
    }
}
