package dev.understudy.cli.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.proto.WireRecord;
import dev.understudy.replay.log.DriveLog;
import dev.understudy.replay.log.LogRecord;
import dev.understudy.replay.wire.FrameMessages;
import dev.understudy.streams.claim.ClaimWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a drive log to the sensor topics at a chosen pace. After the last record every sensor gets an
 * end-of-log marker, so that frames waiting for a partner are decided and nothing stays pending.
 *
 * <p>A damaged record of the log is counted and reported, and the feed goes on with the next one.
 */
public final class LogFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogFeed.class);
    /** How long the feed sleeps while it is held back, milliseconds. */
    private static final long HOLD_MILLIS = 5;

    private final DriveLog log;
    private final Producer<String, byte[]> producer;
    private final FeedPace pace;
    private final Backpressure backpressure;
    private final ClaimWriter claims;
    private final FrameMessages messages = new FrameMessages(false);
    private final Map<String, Long> lastStamps = new LinkedHashMap<>();
    private final AtomicLong lidarFrames = new AtomicLong();
    private final AtomicLong cameraFrames = new AtomicLong();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Map<String, Long> damaged = new LinkedHashMap<>();
    private volatile String domain = "";

    public LogFeed(DriveLog log, Producer<String, byte[]> producer, FeedPace pace, Backpressure backpressure) {
        this(log, producer, pace, backpressure, ClaimWriter.none());
    }

    /** @param claims puts large frames elsewhere; closed with the feed */
    public LogFeed(DriveLog log, Producer<String, byte[]> producer, FeedPace pace, Backpressure backpressure,
            ClaimWriter claims) {
        this.claims = claims;
        this.log = log;
        this.producer = producer;
        this.pace = pace;
        this.backpressure = backpressure;
    }

    /**
     * Feeds the whole log; returns when every record is acknowledged.
     *
     * @throws InterruptedException when the feeding thread is interrupted
     */
    public void run() throws InterruptedException {
        for (LogRecord next = read(); next != null; next = read()) {
            if (next instanceof LogRecord.LidarFrame) {
                hold();
            }
            pace.await(next.stampNanos());
            publish(next);
            throwFailure();
        }
        lastStamps.forEach((robot, stamp) -> messages.endOfLog(robot, stamp).forEach(this::send));
        producer.flush();
        throwFailure();
        LOG.info("fed {} LiDAR and {} camera frames", lidarFrames, cameraFrames);
    }

    private LogRecord read() {
        while (true) {
            try {
                return log.next();
            } catch (RecordingException e) {
                LOG.warn("skipping a damaged record: {}", e.getMessage());
                damaged.merge(e.getMessage(), 1L, Long::sum);
            }
        }
    }

    private void hold() throws InterruptedException {
        long since = System.nanoTime();
        boolean held = false;
        while (backpressure.mustWait(lidarFrames.get())) {
            held = true;
            TimeUnit.MILLISECONDS.sleep(HOLD_MILLIS);
            throwFailure();
        }
        if (held) {
            pace.pausedFor(System.nanoTime() - since);
        }
    }

    private void publish(LogRecord record) {
        lastStamps.merge(record.robot(), record.stampNanos(), Math::max);
        if (record instanceof LogRecord.LidarFrame) {
            lidarFrames.incrementAndGet();
        } else if (record instanceof LogRecord.CameraFrame) {
            cameraFrames.incrementAndGet();
        } else if (record instanceof LogRecord.Truth truth) {
            domain = truth.domain();
        }
        send(messages.of(record));
    }

    private void send(WireRecord whole) {
        WireRecord wire = claims.claim(whole);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(wire.topic(), null, wire.timestampMillis(),
                wire.key(), wire.value());
        wire.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        producer.send(record, (metadata, e) -> {
            if (e != null) {
                String hint = e instanceof TimeoutException ? " (topics are made with: understudy topics create)" : "";
                failure.compareAndSet(null, new UserError(ExitCode.SERVICE,
                        "the broker refused a record of " + wire.topic() + ": " + e.getMessage() + hint, e));
            }
        });
    }

    private void throwFailure() {
        RuntimeException e = failure.get();
        if (e != null) {
            throw e;
        }
    }

    /** LiDAR frames published so far. */
    public long lidarFrames() {
        return lidarFrames.get();
    }

    /** Camera frames published so far. */
    public long cameraFrames() {
        return cameraFrames.get();
    }

    /** Frames that went to the claim-check store. */
    public long claimedFrames() {
        return claims.claimed();
    }

    /** Domain of the newest frame, as its truth names it; empty before the first. */
    public String domain() {
        return domain;
    }

    /** Records that could not be read, by the reader's one-line reason, in the order in which they came. */
    public Map<String, Long> damaged() {
        return new LinkedHashMap<>(damaged);
    }

    @Override
    public void close() {
        log.close();
        producer.close();
        claims.close();
    }
}
