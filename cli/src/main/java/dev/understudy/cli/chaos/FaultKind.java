package dev.understudy.cli.chaos;

import java.util.Locale;

/** What can go wrong in a scenario. */
public enum FaultKind {
    KILL_STREAM("SIGKILL of the stream, started again on its state"),
    LOSE_STREAM_STATE("SIGKILL of the stream, started again with empty folders"),
    RESTART_STREAM("SIGTERM of the stream, started again"),
    PAUSE_STREAM("the stream stands still, up to twice its session"),
    ZOMBIE_STREAM("the stream stands still, another takes over, the first comes back"),
    KILL_TRAINER("SIGKILL of the trainer"),
    RESTART_TRAINER("SIGTERM of the trainer"),
    PAUSE_TRAINER("the trainer stands still"),
    ZOMBIE_TRAINER("the trainer stands still, another takes over, the first comes back"),
    KILL_BROKER("SIGKILL of the broker, started again on its logs"),
    PAUSE_BROKER("the broker stands still: a partition of the network"),
    FILL_DISK("the broker's files may not grow any more, until it has died of it"),
    FORGED_CHECKPOINTS("unsigned, tampered, incomplete and replayed checkpoints"),
    GARBAGE_FRAMES("damaged, truncated, empty and unkeyed sensor records"),
    GARBAGE_RECORDS("damaged records on the cluster and the sample topic"),
    DUPLICATES("sensor records sent twice"),
    OUT_OF_ORDER("sensor records that arrive late"),
    SKEWED_CLOCK("a clock set back in the drive; stamps hours ahead and of an unset clock");

    private final String says;

    FaultKind(String says) {
        this.says = says;
    }

    /** For lists of what there is. */
    public String says() {
        return says;
    }

    /** As flags and reports spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is made of records alone, and so goes with a fault of a process. */
    boolean ofInput() {
        return ordinal() >= GARBAGE_FRAMES.ordinal();
    }
}
