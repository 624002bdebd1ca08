package dev.understudy.streams.model;

import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.Refusal;
import dev.understudy.learning.checkpoint.Refusal.Reason;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.maths.WrongMathsException;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.metrics.StreamMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on this instance's side whether a checkpoint goes live, and makes it live: only verified ones, only of a
 * higher epoch than the live one, only if they load and this machine's native maths is right in their networks' shapes.
 * Everything else leaves the live model as it is, counted and reported under its reason.
 *
 * <p>Live, {@link ModelSubscriber} calls it from its own thread. Offline, where swaps must come in stream order, the
 * driver calls it between two batches, on the thread that runs them: the same code, reproducibly placed. Not
 * thread-safe: one caller at a time.
 *
 * @param <M> the loaded form of a checkpoint
 */
public final class ModelAdoption<M extends AutoCloseable> {

    private static final Logger LOG = LoggerFactory.getLogger(ModelAdoption.class);

    private final LiveModel<M> live;
    private final ModelLoader<M> loader;
    private final AdoptionReport report;
    private final MeterRegistry meters;
    private final Timer swapDuration;

    public ModelAdoption(LiveModel<M> live, ModelLoader<M> loader, AdoptionReport report, MeterRegistry meters) {
        this.live = live;
        this.loader = loader;
        this.report = report;
        this.meters = meters;
        this.swapDuration = meters.timer(StreamMeters.SWAP_DURATION);
        Gauge.builder(StreamMeters.LIVE_VERSION, live, l -> l.current().ref().getVersion()).register(meters);
    }

    /**
     * Judges what the assembler made of a version.
     *
     * @param from where the deciding record lies, for the report
     * @return whether it is live now
     */
    public boolean offer(Assembly assembly, SourceRecord from) {
        if (assembly instanceof Assembly.Refused refused) {
            refuse(refused.refusal(), from);
            return false;
        }
        return adopt(((Assembly.Verified) assembly).checkpoint(), from);
    }

    private boolean adopt(VerifiedCheckpoint checkpoint, SourceRecord from) {
        long liveEpoch = live.current().epoch();
        if (checkpoint.epoch() <= liveEpoch) {
            refuse(new Refusal(Reason.STALE_EPOCH, checkpoint.ref(), checkpoint.epoch(),
                    "epoch " + checkpoint.epoch() + ", live is " + liveEpoch), from);
            return false;
        }
        long start = System.nanoTime();
        live.preparing(true);
        try {
            live.swap(checkpoint, loader.load(checkpoint.checkpoint()));
        } catch (Exception | LinkageError e) {
            refuse(refusal(checkpoint, e), from);
            return false;
        } finally {
            live.preparing(false);
        }
        swapDuration.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        meters.counter(StreamMeters.CHECKPOINTS_ADOPTED).increment();
        LOG.info("adopted {}", checkpoint);
        report.adopted(checkpoint, from);
        return true;
    }

    /** Why a verified checkpoint whose networks could not be opened on this machine does not go live. */
    public static Refusal refusal(VerifiedCheckpoint checkpoint, Throwable failure) {
        return failure instanceof WrongMathsException
                ? new Refusal(Reason.WRONG_MATHS, checkpoint.ref(), checkpoint.epoch(), failure.getMessage())
                : new Refusal(Reason.NOT_LOADABLE, checkpoint.ref(), checkpoint.epoch(), failure.toString());
    }

    private void refuse(Refusal refusal, SourceRecord from) {
        meters.counter(StreamMeters.CHECKPOINTS_REFUSED, "reason", refusal.reason().label()).increment();
        LOG.warn("refused {}", refusal);
        report.refused(refusal, from);
    }
}
