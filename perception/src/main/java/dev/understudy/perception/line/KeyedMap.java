package dev.understudy.perception.line;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** A store on the heap. */
final class KeyedMap<V> implements KeyedStore<V> {

    private final Map<String, V> values = new LinkedHashMap<>();

    @Override
    public V get(String key) {
        return values.get(key);
    }

    @Override
    public void put(String key, V value) {
        values.put(key, value);
    }

    @Override
    public void remove(String key) {
        values.remove(key);
    }

    @Override
    public void forEach(BiConsumer<String, V> action) {
        values.forEach(action);
    }
}
