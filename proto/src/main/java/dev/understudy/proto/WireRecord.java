package dev.understudy.proto;

import java.util.Map;

/**
 * A record as it goes to a topic, before any Kafka type is involved.
 *
 * @param topic name of the topic
 * @param key robot id
 * @param value serialised message; empty for an end-of-log marker
 * @param headers by name; values are UTF-8 text
 * @param timestampMillis event time, Unix milliseconds
 */
public record WireRecord(String topic, String key, byte[] value, Map<String, String> headers, long timestampMillis) {
}
