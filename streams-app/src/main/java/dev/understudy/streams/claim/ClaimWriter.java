package dev.understudy.streams.claim;

import com.google.protobuf.ByteString;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.v1.FrameClaim;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The producer's side: puts frames that are too large into the store, before their claims are published, and sweeps
 * out what is older than the retention where the store does not do so itself. Used by one thread.
 */
public final class ClaimWriter implements AutoCloseable {

    /** Between two sweeps; a frame stays that much longer at most while a producer runs. */
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);

    private final ClaimStore store;
    private final long above;
    private final Duration retention;
    private long sweptNanos;
    private boolean swept;
    private long claimed;

    /**
     * Writes to a store, which is closed with the writer.
     *
     * @param store {@code null} leaves every record as it is
     * @param above frames of more bytes go to the store
     * @param retention how long the store keeps them
     */
    public ClaimWriter(ClaimStore store, long above, Duration retention) {
        this.store = store;
        this.above = above;
        this.retention = retention;
    }

    /** Leaves every record as it is. */
    public static ClaimWriter none() {
        return new ClaimWriter(null, Long.MAX_VALUE, Duration.ZERO);
    }

    /** The record to publish: the same, or one whose value is a claim. */
    public WireRecord claim(WireRecord record) {
        if (store == null || record.value() == null || record.value().length <= above) {
            return record;
        }
        String content = contentType(record);
        Optional<FrameHead> head = FrameHead.of(content, record.value());
        if (head.isEmpty()) {
            return record;
        }
        sweepNowAndThen();
        byte[] sha256 = Sha256.of(record.value());
        String sensor = record.topic().equals(Topics.CAMERA_FRAME) ? ClaimKeys.CAMERA : ClaimKeys.LIDAR;
        String key = ClaimKeys.of(sensor, record.key(), head.get().stampNanos(), sha256);
        store.put(key, record.value());
        claimed++;
        FrameClaim claim = FrameClaim.newBuilder().setStampNs(head.get().stampNanos())
                .setFrameId(head.get().frameId()).setKey(key).setSize(record.value().length)
                .setSha256(ByteString.copyFrom(sha256)).setContentType(content).build();
        Map<String, String> headers = new HashMap<>(record.headers());
        headers.put(Topics.HEADER_CONTENT_TYPE, Topics.CONTENT_FRAME_CLAIM);
        return new WireRecord(record.topic(), record.key(), claim.toByteArray(), headers, record.timestampMillis());
    }

    /** What the record is; empty when it is no frame. Images need no header, clouds without one are float32. */
    private static String contentType(WireRecord record) {
        return switch (record.topic()) {
            case Topics.CAMERA_FRAME -> Topics.CONTENT_IMAGE;
            case Topics.LIDAR_FRAME ->
                    record.headers().getOrDefault(Topics.HEADER_CONTENT_TYPE, Topics.CONTENT_POINT_CLOUD);
            default -> "";
        };
    }

    private void sweepNowAndThen() {
        if (!swept || System.nanoTime() - sweptNanos >= SWEEP_EVERY.toNanos()) {
            swept = true;
            sweptNanos = System.nanoTime();
            store.sweep(System.currentTimeMillis() - retention.toMillis());
        }
    }

    /** Frames put into the store so far. */
    public long claimed() {
        return claimed;
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
