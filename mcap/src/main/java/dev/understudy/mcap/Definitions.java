package dev.understudy.mcap;

import dev.understudy.mcap.message.Channel;
import dev.understudy.mcap.message.Fields;
import dev.understudy.mcap.message.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Schemas and channels as they come; the first definition of an id stands, as the format forbids another. */
final class Definitions {

    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final TreeMap<Integer, Channel> channels = new TreeMap<>();

    void schema(Fields in) {
        int id = in.u16();
        if (id == 0) {
            throw in.damage("a schema has the id 0, which means none");
        }
        schemas.putIfAbsent(id, new Schema(in.string(), in.string(), in.bytes(in.u32())));
    }

    void channel(Fields in) {
        int id = in.u16();
        int schema = in.u16();
        if (schema != 0 && !schemas.containsKey(schema)) {
            throw in.damage("channel " + id + " names schema " + schema + ", which is not defined before it");
        }
        channels.putIfAbsent(id, new Channel(id, in.string(), schemas.getOrDefault(schema, Schema.NONE),
                in.string(), Map.copyOf(in.map())));
    }

    boolean knows(int channel) {
        return channels.containsKey(channel);
    }

    TreeMap<Integer, Channel> channels() {
        return channels;
    }
}
