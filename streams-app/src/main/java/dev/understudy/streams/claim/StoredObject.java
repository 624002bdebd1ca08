package dev.understudy.streams.claim;

/**
 * One object of a store.
 *
 * @param key its name below the store's root
 * @param size bytes
 * @param writtenMillis when it was written by the store's clock, Unix milliseconds
 */
public record StoredObject(String key, long size, long writtenMillis) {
}
