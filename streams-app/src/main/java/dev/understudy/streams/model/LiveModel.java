package dev.understudy.streams.model;

import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The model that is live in this process. A batch acquires it at its start and closes the lease at its end; a swap
 * between the two touches only later batches, and frees the old model's native memory after its last user.
 *
 * <p>Thread-safe; {@link #acquire()} neither blocks nor waits for a swap.
 *
 * @param <M> the loaded form of a checkpoint
 */
public final class LiveModel<M extends AutoCloseable> implements AutoCloseable {

    private final AtomicReference<SharedModel<M>> live;
    private volatile boolean preparing;

    /** Goes live with a first model, usually the bootstrap; owns it from now on. */
    public LiveModel(VerifiedCheckpoint checkpoint, M model) {
        this.live = new AtomicReference<>(new SharedModel<>(checkpoint, model));
    }

    /**
     * The model for one batch.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public ModelLease<M> acquire() {
        while (true) {
            SharedModel<M> candidate = live.get();
            if (candidate == null) {
                throw new IllegalStateException("the live model is closed");
            }
            if (candidate.retain()) {
                return new ModelLease<>(candidate);
            }
        }
    }

    /** What is live now, without a lease. */
    public VerifiedCheckpoint current() {
        SharedModel<M> candidate = live.get();
        if (candidate == null) {
            throw new IllegalStateException("the live model is closed");
        }
        return candidate.checkpoint();
    }

    /** Whether a next model is being loaded and warmed up beside the live one, which costs batches their time. */
    public boolean isPreparing() {
        return preparing;
    }

    void preparing(boolean now) {
        preparing = now;
    }

    /** Makes a loaded and warmed-up model live and owns it; the old one goes when its last batch ends. */
    public void swap(VerifiedCheckpoint checkpoint, M model) {
        SharedModel<M> next = new SharedModel<>(checkpoint, model);
        SharedModel<M> old = live.getAndUpdate(now -> now == null ? null : next);
        // Closed meanwhile: the newcomer has no future either.
        (old == null ? next : old).release();
    }

    /** Ends it; the model is freed when its last batch ends. */
    @Override
    public void close() {
        SharedModel<M> last = live.getAndSet(null);
        if (last != null) {
            last.release();
        }
    }
}
