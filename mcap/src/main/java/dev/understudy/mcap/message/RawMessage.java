package dev.understudy.mcap.message;

import java.nio.ByteBuffer;

/**
 * One recorded message, still serialised.
 *
 * @param channel the topic it was recorded on
 * @param logNanos when the recorder received it, Unix nanoseconds
 * @param publishNanos when it was sent, Unix nanoseconds; the log time where the format does not say
 * @param sequence its number at the publisher, 0 where the format does not say
 * @param data the bytes, from position to limit; a view into a larger buffer, so copy what must outlive it
 */
public record RawMessage(Channel channel, long logNanos, long publishNanos, long sequence, ByteBuffer data) {
}
