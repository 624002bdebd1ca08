package dev.understudy.cli.feed;

import dev.understudy.proto.v1.FrameLedger;

/** A stream that is fed, as far as the feed must know of it. Asked from the feeding thread. */
public interface FedStream {

    /** Where the frames went. */
    FrameLedger ledger();

    /** Frames that have reached whoever follows the stream's output. */
    long framesOut();

    /** Grows with whatever else the system gets done: while it does, nothing stands still. */
    default long otherWork() {
        return 0;
    }

    /** Whether something behind the stream has too much to do. */
    default boolean isBacklogged() {
        return false;
    }

    /** Throws what stopped a part of the system, if anything did. */
    void check();
}
