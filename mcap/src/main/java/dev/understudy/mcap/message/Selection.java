package dev.understudy.mcap.message;

import java.util.Set;

/**
 * Which messages of a recording are wanted.
 *
 * @param channels ids of the channels
 * @param fromNanos earliest log time, inclusive
 * @param untilNanos latest log time, exclusive
 */
public record Selection(Set<Integer> channels, long fromNanos, long untilNanos) {

    /** All messages of some channels. */
    public static Selection of(Set<Integer> channels) {
        return new Selection(channels, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Says whether one message is wanted. */
    public boolean takes(int channel, long logNanos) {
        return logNanos >= fromNanos && logNanos < untilNanos && channels.contains(channel);
    }
}
