package dev.understudy.learning.train;

/** What became of a record offered to the trainer. */
public enum Admission {
    /** In memory; it may teach. */
    ADMITTED,
    /** In the gate's probe set; it never teaches. */
    PROBE,
    /** The rule did not accept it; only thresholds and probe follow it. */
    REJECTED,
    /** What its robot's branches say agrees by chance only. */
    DISTRUSTED,
    /** Judged under another taxonomy or without usable input. */
    UNUSABLE
}
