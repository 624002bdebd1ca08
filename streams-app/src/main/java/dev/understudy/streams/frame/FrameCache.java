package dev.understudy.streams.frame;

import dev.understudy.proto.v1.SourceRecord;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The newest camera records of one task, in memory only, bounded by bytes; the oldest go first.
 *
 * <p>It is a {@code StateStore} for one reason: a store belongs to a task, so the stage that sees an image pass
 * and the stage that needs it later share it without a static. It has no changelog and nothing is restored
 * into it: an image that is missing is fetched from its topic again.
 */
public final class FrameCache implements StateStore {

    private record Key(String topic, int partition, long offset) {
        static Key of(SourceRecord source) {
            return new Key(source.getTopic(), source.getPartition(), source.getOffset());
        }
    }

    private final String name;
    private final long maxBytes;
    private final Map<Key, CameraRecord> images = new LinkedHashMap<>();
    private long bytes;
    private boolean open;

    FrameCache(String name, long maxBytes) {
        this.name = name;
        this.maxBytes = maxBytes;
    }

    /** Keeps a record, and lets go of the oldest ones above the bound. */
    public void put(SourceRecord source, CameraRecord record) {
        remove(source);
        images.put(Key.of(source), record);
        bytes += record.value().length;
        Iterator<CameraRecord> oldest = images.values().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= oldest.next().value().length;
            oldest.remove();
        }
    }

    /** A record, or {@code null} when it is not held. */
    public CameraRecord get(SourceRecord source) {
        return images.get(Key.of(source));
    }

    /** Lets go of a record. */
    public void remove(SourceRecord source) {
        CameraRecord old = images.remove(Key.of(source));
        if (old != null) {
            bytes -= old.value().length;
        }
    }

    long bytes() {
        return bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> { });
        open = true;
    }

    @Override
    public void close() {
        images.clear();
        bytes = 0;
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Builds one cache per task; never logged. */
    public static final class Builder implements StoreBuilder<FrameCache> {

        private final String name;
        private final long maxBytes;

        /**
         * Describes a cache.
         *
         * @param maxBytes bound per task
         */
        public Builder(String name, long maxBytes) {
            this.name = name;
            this.maxBytes = maxBytes;
        }

        @Override
        public FrameCache build() {
            return new FrameCache(name, maxBytes);
        }

        @Override
        public StoreBuilder<FrameCache> withCachingEnabled() {
            throw new UnsupportedOperationException("the frame cache is a cache already");
        }

        @Override
        public StoreBuilder<FrameCache> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<FrameCache> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("images must not reach a changelog");
        }

        @Override
        public StoreBuilder<FrameCache> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return name;
        }
    }
}
