package dev.understudy.mcap.message;

import java.util.Map;

/**
 * One topic of a recording as one publisher wrote it; several may share a topic.
 *
 * @param id unique within the recording
 * @param topic name of the topic
 * @param schema type of its messages
 * @param encoding how messages are serialised: {@code cdr}, {@code ros1}, {@code protobuf}, ...
 * @param metadata whatever the recorder noted, e.g. {@code offered_qos_profiles}
 */
public record Channel(int id, String topic, Schema schema, String encoding, Map<String, String> metadata) {
}
