package dev.understudy.streams.claim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where frames lie that are too large for Kafka. Keys are checked by {@link ClaimKeys#check} before they get here and
 * are looked up below the store's root only. Thread-safe. Methods throw {@link ClaimStoreException} when the store
 * cannot be used.
 */
public interface ClaimStore extends AutoCloseable {

    /** Writes an object whole or not at all; one of the same key is replaced. */
    void put(String key, byte[] content);

    /**
     * Reads an object.
     *
     * @param limit bytes read at most
     * @param patience longest wait, as far as the store can bound it itself
     * @return at most {@code limit} bytes of it, or empty when there is none
     */
    Optional<byte[]> get(String key, int limit, Duration patience);

    /** Removes an object; one that is not there is removed already. */
    void delete(String key);

    /** Hands over every object whose key begins with the prefix and is one of {@link ClaimKeys}. */
    void list(String prefix, Consumer<StoredObject> sink);

    /** Deletes what was written before a moment, unless the store has a rule of its own; returns how much that was. */
    long sweep(long beforeMillis);

    /** What is not as it should be, one line each, e.g. that nothing ever expires. */
    default List<String> findings() {
        return List.of();
    }

    /** The store by its location, without secrets. */
    @Override
    String toString();

    @Override
    default void close() {
    }
}
