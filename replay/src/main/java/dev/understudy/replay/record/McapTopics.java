package dev.understudy.replay.record;

import com.google.protobuf.Message;
import dev.understudy.mcap.McapWriter;
import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.Schema;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes messages by topic name; a topic's channel is made at its first message. */
final class McapTopics {

    /** The messages of the topic are counted instead. */
    static final long NO_SEQUENCE = -1;

    private final McapWriter writer;
    private final Map<String, Channel> channels = new HashMap<>();
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();

    McapTopics(McapWriter writer) {
        this.writer = writer;
    }

    /** Writes a message of no robot. */
    void write(String topic, long nanos, Message message) {
        write(topic, Map.of(), NO_SEQUENCE, nanos, schema(message), "protobuf", message.toByteArray());
    }

    void writeJson(String topic, long nanos, String schemaName, String jsonSchema, byte[] json) {
        Schema schema = schemas.computeIfAbsent(schemaName,
                name -> new Schema(name, "jsonschema", jsonSchema.getBytes(StandardCharsets.UTF_8)));
        write(topic, Map.of(), NO_SEQUENCE, nanos, schema, "json", json);
    }

    /** @param sequence its number at the sender, or {@link #NO_SEQUENCE} */
    void write(String topic, ChannelOrigin origin, long sequence, long nanos, Message message) {
        write(topic, origin.metadata(), sequence, nanos, schema(message), "protobuf", message.toByteArray());
    }

    /** Writes bytes as they are; {@link Schema#NONE} where their form is not known. */
    void write(String topic, Map<String, String> metadata, long sequence, long nanos, Schema schema, String encoding,
            byte[] data) {
        Channel channel = channels.computeIfAbsent(topic, name -> writer.channel(name, schema, encoding, metadata));
        long count = counts.merge(topic, 1L, Long::sum);
        writer.message(channel, sequence == NO_SEQUENCE ? count - 1 : sequence, nanos, nanos, data);
    }

    private Schema schema(Message message) {
        return schemas.computeIfAbsent(message.getDescriptorForType().getFullName(),
                name -> ProtobufSchemas.of(message.getDescriptorForType()));
    }

    /** Messages by topic. */
    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }
}
