package dev.understudy.perception.line;

import java.util.function.BiConsumer;

/** Memory of the frame line by key: a state store in the stream, a map offline. */
public interface KeyedStore<V> {

    /** The value of a key, or {@code null}. */
    V get(String key);

    void put(String key, V value);

    void remove(String key);

    void forEach(BiConsumer<String, V> action);
}
