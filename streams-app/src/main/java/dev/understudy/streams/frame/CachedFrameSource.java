package dev.understudy.streams.frame;

import dev.understudy.proto.v1.CameraReference;
import java.util.Optional;

/** Looks into the task's {@link FrameCache} first, and asks the next source for what is not there. */
public final class CachedFrameSource implements FrameSource {

    private final FrameCache cache;
    private final FrameSource next;

    public CachedFrameSource(FrameCache cache, FrameSource next) {
        this.cache = cache;
        this.next = next;
    }

    @Override
    public Optional<byte[]> fetch(CameraReference reference) {
        byte[] held = cache.get(reference.getSource());
        if (held != null && Digests.crc32c(held) == reference.getCrc32C()) {
            return Optional.of(held);
        }
        return next.fetch(reference);
    }

    @Override
    public void release(CameraReference reference) {
        cache.remove(reference.getSource());
    }

    @Override
    public void close() {
        next.close();
    }
}
