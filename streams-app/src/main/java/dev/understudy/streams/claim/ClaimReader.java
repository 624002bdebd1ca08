package dev.understudy.streams.claim;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.PublishedMeter.Kind;
import dev.understudy.proto.PublishedMeter;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.FrameClaim;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Fetches the frames that claims stand for. Nothing a record says is trusted: the key must be one of the record's own
 * robot and sensor, the size within the limit, and what comes must have that size, digest, stamp and frame id. A fetch
 * waits no longer than the patience, whatever the store does; while a store is in trouble, the frames after the first
 * wait a tenth of that, so that a stream never comes near {@code max.poll.interval.ms}. Thread-safe.
 */
public final class ClaimReader implements AutoCloseable {

    @PublishedMeter(kind = Kind.TIMER, unit = "s", meaning = "time of fetching one record from the claim-check store")
    static final String LATENCY = "perception.claim.latency";

    /** Fetches under way at once, those that hang included. */
    private static final int MAX_FETCHES = 32;
    private static final long IDLE_SECONDS = 30;
    private static final int HASTE = 10;
    private static final Set<String> CLOUDS =
            Set.of(Topics.CONTENT_POINT_CLOUD, Topics.CONTENT_PACKED_POINT_CLOUD);

    private final ClaimStore store;
    private final int maxBytes;
    private final Duration patience;
    private final Timer timer;
    private final ThreadPoolExecutor fetches;
    private volatile long troubleNanos;
    private volatile boolean troubled;

    /**
     * Reads from a store, which is closed with the reader.
     *
     * @param store {@code null} when there is none
     * @param patience longest wait of one fetch
     */
    public ClaimReader(ClaimStore store, int maxBytes, Duration patience, MeterRegistry meters) {
        this.store = store;
        this.maxBytes = maxBytes;
        this.patience = patience;
        this.timer = meters.timer(LATENCY);
        this.fetches = new ThreadPoolExecutor(0, MAX_FETCHES, IDLE_SECONDS, TimeUnit.SECONDS,
                new SynchronousQueue<>(), ClaimReader::thread);
    }

    /** Opens the store that the settings name, if any. */
    public static ClaimReader open(ClaimSettings settings, Duration patience, MeterRegistry meters) {
        return new ClaimReader(settings.hasStore() ? ClaimStores.open(settings.store()) : null, settings.maxBytes(),
                patience, meters);
    }

    /**
     * The claim in a record's value.
     *
     * @param sensor {@link ClaimKeys#LIDAR} or {@link ClaimKeys#CAMERA}
     * @throws BadFrameException when it is none of that robot and sensor, or it states too much
     */
    public FrameClaim claim(byte[] value, String sensor, String robot) {
        FrameClaim claim = parse(value);
        boolean known = sensor.equals(ClaimKeys.CAMERA)
                ? Topics.CONTENT_IMAGE.equals(claim.getContentType()) : CLOUDS.contains(claim.getContentType());
        if (!known || claim.getSha256().size() != Sha256.BYTES || !ClaimKeys.check(claim.getKey())
                || !claim.getKey().startsWith(ClaimKeys.prefix(sensor, robot))) {
            throw new BadFrameException(ClaimReasons.MALFORMED, "no key, digest and type of a frame of this robot's "
                    + sensor);
        }
        if (claim.getSize() < 1 || claim.getSize() > maxBytes) {
            throw new BadFrameException(ClaimReasons.TOO_LARGE, Long.toUnsignedString(claim.getSize())
                    + " bytes; 1 to " + maxBytes + " are fetched (--claim-check-max)");
        }
        if (store == null) {
            throw new BadFrameException(ClaimReasons.WITHOUT_STORE, "give the store with --claim-check");
        }
        return claim;
    }

    private static FrameClaim parse(byte[] value) {
        try {
            return FrameClaim.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new BadFrameException(ClaimReasons.MALFORMED, e.getMessage(), e);
        }
    }

    /**
     * The frame's message.
     *
     * @param claim one that {@link #claim} gave
     * @throws BadFrameException with one of {@link ClaimReasons} when it cannot be had
     */
    public byte[] redeem(FrameClaim claim) {
        long begun = System.nanoTime();
        byte[] message = fetch(claim).orElseThrow(() ->
                new BadFrameException(ClaimReasons.GONE, store + " has no " + claim.getKey()));
        timer.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        if (message.length != claim.getSize()) {
            throw new BadFrameException(ClaimReasons.MISMATCH, claim.getKey() + " has "
                    + (message.length > claim.getSize() ? "more than " : message.length + " of ") + claim.getSize()
                    + " bytes");
        }
        if (!MessageDigest.isEqual(Sha256.of(message), claim.getSha256().toByteArray())) {
            throw new BadFrameException(ClaimReasons.MISMATCH, claim.getKey() + " has another digest");
        }
        FrameHead stated = new FrameHead(claim.getStampNs(), claim.getFrameId());
        if (!FrameHead.of(claim.getContentType(), message).equals(Optional.of(stated))) {
            throw new BadFrameException(ClaimReasons.MISMATCH, claim.getKey() + " is not the frame " + stated);
        }
        return message;
    }

    private Optional<byte[]> fetch(FrameClaim claim) {
        Duration wait = isTroubled() ? patience.dividedBy(HASTE) : patience;
        Future<Optional<byte[]>> fetch = null;
        try {
            fetch = fetches.submit(() -> store.get(claim.getKey(), (int) claim.getSize() + 1, wait));
            Optional<byte[]> content = fetch.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            troubled = false;
            return content;
        } catch (TimeoutException | RejectedExecutionException e) {
            throw unreachable(store + " did not give " + claim.getKey() + " within " + wait.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw unreachable(String.valueOf(e.getCause().getMessage()), e);
        } catch (InterruptedException e) {
            // The thread is to end: the record is nobody's fault and is read again.
            throw new InterruptException(e);
        } finally {
            if (fetch != null) {
                fetch.cancel(true);
            }
        }
    }

    private boolean isTroubled() {
        return troubled && System.nanoTime() - troubleNanos < patience.toNanos();
    }

    private BadFrameException unreachable(String detail, Exception cause) {
        if (!isTroubled()) {
            troubleNanos = System.nanoTime();
        }
        troubled = true;
        return new BadFrameException(ClaimReasons.UNREACHABLE, detail, cause);
    }

    private static Thread thread(Runnable fetch) {
        Thread thread = new Thread(fetch, "claim-fetch");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        fetches.shutdownNow();
        if (store != null) {
            store.close();
        }
    }
}
