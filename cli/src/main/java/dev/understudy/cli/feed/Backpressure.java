package dev.understudy.cli.feed;

/** Says how far those who consume the feed are behind, so that a slow one holds back the reader. */
@FunctionalInterface
public interface Backpressure {

    /** Nobody holds the feed back. */
    Backpressure NONE = framesFed -> false;

    /** Says whether the feed must wait before the next LiDAR frame, given how many it has fed. */
    boolean mustWait(long framesFed);
}
