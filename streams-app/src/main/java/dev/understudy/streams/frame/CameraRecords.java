package dev.understudy.streams.frame;

import dev.understudy.proto.v1.CameraReference;
import java.util.Optional;

/**
 * Finds the records of paired images: in the task's {@link FrameCache}, else where they are fetched again. What never
 * left the heap needs no digest; what is fetched again has its digest verified by its source.
 */
public final class CameraRecords implements AutoCloseable {

    private final FrameCache cache;
    private final FrameSource refetch;

    public CameraRecords(FrameCache cache, FrameSource refetch) {
        this.cache = cache;
        this.refetch = refetch;
    }

    /** One record, or empty when it is gone, late or differs from its digest. */
    public Optional<CameraRecord> fetch(CameraReference reference) {
        CameraRecord held = cache.get(reference.getSource());
        return held == null ? refetch.fetch(reference).map(CameraRecord::new) : Optional.of(held);
    }

    @Override
    public void close() {
        refetch.close();
    }
}
