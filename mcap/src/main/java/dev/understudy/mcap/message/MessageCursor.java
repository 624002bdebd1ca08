package dev.understudy.mcap.message;

/** A single pass over the messages of a recording. */
@FunctionalInterface
public interface MessageCursor {

    /**
     * The next message by log time, ties by place in the file; {@code null} at the end.
     *
     * @throws RecordingException for a damaged part; the next call goes on behind it
     */
    RawMessage next();
}
