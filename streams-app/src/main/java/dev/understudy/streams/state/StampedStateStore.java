package dev.understudy.streams.state;

import dev.understudy.perception.line.StampedStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Memory of the frame line in a state store of one task. Its keys are robot, NUL, frame of reference, NUL, stamp
 * (8 bytes, big endian), so that one sensor's entries lie together in stamp order. Robot ids have no control
 * characters.
 */
public final class StampedStateStore<V> implements StampedStore<V> {

    private final KeyValueStore<Bytes, V> store;

    public StampedStateStore(KeyValueStore<Bytes, V> store) {
        this.store = store;
    }

    @Override
    public void put(String robot, String frameId, long stampNanos, V value) {
        store.put(key(robot, frameId, stampNanos), value);
    }

    @Override
    public V remove(String robot, String frameId, long stampNanos) {
        return store.delete(key(robot, frameId, stampNanos));
    }

    @Override
    public void removeUntil(String robot, String frameId, long stampNanos) {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, V> old = store.range(key(robot, frameId, 0), key(robot, frameId, stampNanos))) {
            old.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
    }

    @Override
    public V latest(String robot, String frameId, long fromNanos, long toNanos) {
        try (KeyValueIterator<Bytes, V> newestFirst =
                store.reverseRange(key(robot, frameId, fromNanos), key(robot, frameId, toNanos))) {
            return newestFirst.hasNext() ? newestFirst.next().value : null;
        }
    }

    private static Bytes key(String robot, String frameId, long stampNanos) {
        byte[] prefix = (robot + '\0' + frameId + '\0').getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(prefix.length + Long.BYTES).put(prefix).putLong(stampNanos).array());
    }
}
