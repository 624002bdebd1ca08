package dev.understudy.streams.model;

import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loaded model and its users; whoever takes the count to zero frees it. */
final class SharedModel<M extends AutoCloseable> {

    private static final Logger LOG = LoggerFactory.getLogger(SharedModel.class);

    private final VerifiedCheckpoint checkpoint;
    private final M model;
    /** One for being live, one for each lease; never rises from zero again. */
    private final AtomicInteger users = new AtomicInteger(1);

    SharedModel(VerifiedCheckpoint checkpoint, M model) {
        this.checkpoint = checkpoint;
        this.model = model;
    }

    VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    M model() {
        return model;
    }

    /** False when it has been freed already. */
    boolean retain() {
        return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            try {
                model.close();
            } catch (Exception e) {
                LOG.warn("cannot free {}: {}", checkpoint, e.toString());
            }
        }
    }
}
