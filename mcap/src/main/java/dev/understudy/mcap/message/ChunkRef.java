package dev.understudy.mcap.message;

import java.util.Set;

/**
 * Where a run of messages lies that is loaded as a whole.
 *
 * @param offset byte of the file at which it starts; decides ties of the log time
 * @param startNanos earliest log time of its messages
 * @param endNanos latest log time of its messages
 * @param channels ids of the channels it holds messages of; {@code null} when the file does not say
 */
public record ChunkRef(long offset, long startNanos, long endNanos, Set<Integer> channels) {

    boolean mayHold(Selection selection) {
        boolean inTime = endNanos >= selection.fromNanos() && startNanos < selection.untilNanos();
        return inTime && (channels == null || channels.stream().anyMatch(selection.channels()::contains));
    }
}
