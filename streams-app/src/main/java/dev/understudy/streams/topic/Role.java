package dev.understudy.streams.topic;

/** Who talks to Kafka: each runs under a principal of its own and may do what its work needs, and no more. */
public enum Role {
    /** Robots, simulators and replays: sensor frames in. */
    ROBOT,
    /** {@code stream --stage perception}. */
    PERCEPTION,
    /** {@code stream --stage inference}. */
    INFERENCE,
    /** {@code train}. */
    TRAINER,
    /** Applications that consume classified objects; their consumer groups begin with the prefix and "-events". */
    READER,
    /** People at {@code models} and {@code dlq}: they read everything, ask the trainer, and send frames again. */
    OPERATOR
}
