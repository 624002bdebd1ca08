package dev.understudy.replay.record;

import com.google.protobuf.Message;
import dev.understudy.replay.mcap.McapWriter;
import dev.understudy.replay.message.Channel;
import dev.understudy.replay.message.Schema;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes messages by topic name; a topic's channel is made at its first message. */
final class McapTopics {

    private final McapWriter writer;
    private final Map<String, Channel> channels = new HashMap<>();
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();

    McapTopics(McapWriter writer) {
        this.writer = writer;
    }

    void write(String topic, long nanos, Message message) {
        Schema schema = schemas.computeIfAbsent(message.getDescriptorForType().getFullName(),
                name -> ProtobufSchemas.of(message.getDescriptorForType()));
        write(topic, nanos, schema, "protobuf", message.toByteArray());
    }

    void writeJson(String topic, long nanos, String schemaName, String jsonSchema, byte[] json) {
        Schema schema = schemas.computeIfAbsent(schemaName,
                name -> new Schema(name, "jsonschema", jsonSchema.getBytes(StandardCharsets.UTF_8)));
        write(topic, nanos, schema, "json", json);
    }

    void write(String topic, long nanos, Schema schema, String encoding, byte[] data) {
        Channel channel = channels.computeIfAbsent(topic, name -> writer.channel(name, schema, encoding, Map.of()));
        writer.message(channel, sequences.merge(topic, 1L, Long::sum) - 1, nanos, nanos, data);
    }

    /** Messages by topic. */
    Map<String, Long> counts() {
        return Map.copyOf(sequences);
    }
}
