package dev.understudy.streams.model;

import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.ModelRef;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one model of one batch, valid until closed. Model, version and digest do not change while it is held.
 *
 * @param <M> the loaded form of a checkpoint
 */
public final class ModelLease<M extends AutoCloseable> implements AutoCloseable {

    private final SharedModel<M> shared;
    private final AtomicBoolean open = new AtomicBoolean(true);

    ModelLease(SharedModel<M> shared) {
        this.shared = shared;
    }

    /**
     * The loaded model.
     *
     * @throws IllegalStateException when the lease is closed, as its native memory may be gone
     */
    public M model() {
        if (!open.get()) {
            throw new IllegalStateException("this lease of " + shared.checkpoint() + " is closed");
        }
        return shared.model();
    }

    public VerifiedCheckpoint checkpoint() {
        return shared.checkpoint();
    }

    /** What events of this batch name. */
    public ModelRef ref() {
        return shared.checkpoint().ref();
    }

    public CheckpointManifest manifest() {
        return shared.checkpoint().checkpoint().manifest();
    }

    /** Gives it back; closing twice does nothing. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            shared.release();
        }
    }
}
