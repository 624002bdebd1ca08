package dev.understudy.streams.model;

import dev.understudy.learning.checkpoint.Checkpoint;

/**
 * Turns a verified checkpoint into something that classifies, warmed up: its first batch after the swap must not be
 * slower than the last one before.
 *
 * @param <M> the loaded form
 */
@FunctionalInterface
public interface ModelLoader<M extends AutoCloseable> {

    /**
     * Loads beside the live model, on the caller's thread.
     *
     * @throws Exception when the checkpoint does not fit this program (unknown architecture, missing tensor), or this
     *     machine's native maths is wrong in its networks' shapes
     */
    M load(Checkpoint checkpoint) throws Exception;
}
