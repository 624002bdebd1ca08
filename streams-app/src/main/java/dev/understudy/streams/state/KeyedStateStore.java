package dev.understudy.streams.state;

import dev.understudy.perception.line.KeyedStore;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Memory of the frame line in a state store of one task. */
public final class KeyedStateStore<V> implements KeyedStore<V> {

    private final KeyValueStore<String, V> store;

    public KeyedStateStore(KeyValueStore<String, V> store) {
        this.store = store;
    }

    @Override
    public V get(String key) {
        return store.get(key);
    }

    @Override
    public void put(String key, V value) {
        store.put(key, value);
    }

    @Override
    public void remove(String key) {
        store.delete(key);
    }

    @Override
    public void forEach(BiConsumer<String, V> action) {
        try (KeyValueIterator<String, V> all = store.all()) {
            all.forEachRemaining(entry -> action.accept(entry.key, entry.value));
        }
    }
}
