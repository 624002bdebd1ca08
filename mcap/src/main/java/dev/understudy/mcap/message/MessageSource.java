package dev.understudy.mcap.message;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A recording of serialised messages: an MCAP file, a ROS bag, a rosbag2 folder. Its index is in memory, its messages
 * stay on disk. Not thread-safe; several cursors may be open at once.
 */
public interface MessageSource extends AutoCloseable {

    /** Short name for people: the file's name. */
    String name();

    /** Container, codec and writer in a few words, e.g. {@code MCAP, zstd, profile ros2, written by libmcap 0.8.0}. */
    String format();

    /** Every topic, in the order of their ids. */
    List<Channel> channels();

    /** Messages by channel id; channels without messages may be missing. */
    Map<Integer, Long> counts();

    /** Log time of the first message, Unix nanoseconds; 0 when there is none. */
    long startNanos();

    /** Log time of the last message, Unix nanoseconds; 0 when there is none. */
    long endNanos();

    /** What is wrong with the recording but did not keep it from being opened; one line each. */
    List<String> warnings();

    /**
     * Starts a pass.
     *
     * @throws RecordingException when the recording cannot be read any more
     */
    MessageCursor read(Selection selection);

    @Override
    void close();

    /** A pass over everything. */
    default MessageCursor readAll() {
        return read(Selection.of(channels().stream().map(Channel::id).collect(Collectors.toSet())));
    }

    /** Number of messages of all channels. */
    default long messageCount() {
        return counts().values().stream().mapToLong(Long::longValue).sum();
    }
}
