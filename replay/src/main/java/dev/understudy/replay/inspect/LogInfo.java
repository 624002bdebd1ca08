package dev.understudy.replay.inspect;

import java.util.List;

/**
 * What a log holds and what Understudy would do with it.
 *
 * @param name the log's name
 * @param format container and writer, or the data set's layout
 * @param startNanos Unix nanoseconds of the first message
 * @param seconds from the first to the last message
 * @param messages number of messages
 * @param topics what was recorded, by name
 * @param uses what is used for what, one line each
 * @param notes what the user may want to know, one line each
 * @param warnings what is wrong with the file, one line each
 */
public record LogInfo(String name, String format, long startNanos, double seconds, long messages, List<Topic> topics,
        List<String> uses, List<String> notes, List<String> warnings) {

    /**
     * One topic, or one sensor of a folder.
     *
     * @param type schema or kind
     * @param encoding serialisation
     * @param rateHz messages per second over the length of the log; 0 with fewer than two
     */
    public record Topic(String name, String type, String encoding, long messages, double rateHz) {
    }
}
