package dev.understudy.streams.stage;

import dev.understudy.perception.line.PairedFrame;
import dev.understudy.perception.line.PairingStep;
import dev.understudy.proto.v1.SourceRecord;
import dev.understudy.streams.frame.FrameCache;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Holds LiDAR frames back until it is decided which image belongs to them ({@link PairingStep}). Everything a step
 * changes (state, clusters, ledger, what is sent on) belongs to one transaction.
 *
 * <p>The end of a log is said once per robot and topic; when both the LiDAR's and the camera's end have been seen,
 * whatever waits leaves.
 */
public final class FramePairingStage implements Processor<byte[], PairingInput, byte[], Object> {

    private final PerceptionSettings settings;
    private ProcessorContext<byte[], Object> context;
    private FrameCache cache;
    private PairingStep pairing;

    public FramePairingStage(PerceptionSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.cache = context.getStateStore(PerceptionNames.FRAME_CACHE);
        TaskBooks books = new TaskBooks(context);
        pairing = new PairingStep(settings.line().pairing(),
                new PairingStep.Memory(books.keyed(PerceptionNames.PAIRING_STORE),
                        books.stamped(PerceptionNames.PENDING_STORE), books.ledgers(), books.calibrations()),
                new Next());
        if (!settings.line().pairing().cameraTimeout().isZero()) {
            pairing.resume();
            context.schedule(settings.pairingTick(), PunctuationType.WALL_CLOCK_TIME,
                    nowMillis -> pairing.onWallClock(TimeUnit.MILLISECONDS.toNanos(nowMillis)));
        }
    }

    @Override
    public void process(Record<byte[], PairingInput> record) {
        String robot = new String(record.key(), StandardCharsets.UTF_8);
        PairingInput input = record.value();
        if (input instanceof PairingInput.LidarFrame frame) {
            pairing.onLidar(frame.set(), nowNanos());
        } else if (input instanceof PairingInput.Image image) {
            pairing.onCamera(robot, image.reference(), nowNanos());
        } else if (input instanceof PairingInput.EndOfLog end) {
            pairing.onEnd(robot, end.lidar());
        } else {
            pairing.onCalibrated(robot, nowNanos());
        }
    }

    private long nowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(context.currentSystemTimeMs());
    }

    private final class Next implements PairingStep.Next {

        @Override
        public void leaves(PairedFrame frame) {
            context.forward(new Record<>(frame.robot().getBytes(StandardCharsets.UTF_8), frame,
                    TimeUnit.NANOSECONDS.toMillis(frame.decision().set().getStampNs())), PerceptionNames.PROJECTION);
        }

        @Override
        public void releases(SourceRecord image) {
            cache.remove(image);
        }
    }
}
