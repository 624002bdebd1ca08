package dev.understudy.streams.ledger;

import dev.understudy.perception.pairing.CameraOutcome;
import dev.understudy.perception.pairing.DroppedFrame;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.streams.metrics.StreamMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The ledger as gauges: totals since the beginning over the robots this instance has, exact through crashes. Gauges
 * and not counters, since robots move between instances; sum them over instances.
 */
public final class LedgerMetrics implements MeterBinder {

    private static final List<PairingReason> ALONE = List.of(PairingReason.NO_IMAGE_IN_WINDOW,
            PairingReason.CAMERA_TIMEOUT, PairingReason.CAMERA_EXPIRED, PairingReason.NO_CALIBRATION,
            PairingReason.CAMERA_UNREADABLE, PairingReason.PENDING_OVERFLOW, PairingReason.CLAIM_GONE,
            PairingReason.CLAIM_MISMATCH, PairingReason.CLAIM_UNREACHABLE);
    private static final List<String> UNUSED = List.of(CameraOutcome.NO_LIDAR_IN_WINDOW, CameraOutcome.SUPERSEDED,
            CameraOutcome.LATE, CameraOutcome.PENDING_OVERFLOW, CameraOutcome.NO_CALIBRATION);

    private static final List<String> IMAGES_DROPPED =
            List.of(CameraOutcome.DUPLICATE, FrameLedgers.name(PairingReason.CAMERA_EXPIRED),
                    FrameLedgers.name(PairingReason.CLAIM_GONE), FrameLedgers.name(PairingReason.CLAIM_MISMATCH),
                    FrameLedgers.name(PairingReason.CLAIM_UNREACHABLE));

    private final Supplier<FrameLedger> ledger;
    private MeterRegistry registry;

    public LedgerMetrics(Supplier<FrameLedger> ledger) {
        this.ledger = ledger;
    }

    @Override
    public void bindTo(MeterRegistry target) {
        registry = target;
        gauge(StreamMeters.FRAMES_IN, "sensor", "lidar", FrameLedger::getLidarIn);
        gauge(StreamMeters.FRAMES_IN, "sensor", "camera", FrameLedger::getCameraIn);
        gauge(StreamMeters.FRAMES_PENDING, "sensor", "lidar", FrameLedger::getLidarPending);
        gauge(StreamMeters.FRAMES_PENDING, "sensor", "camera", FrameLedger::getCameraPending);
        gauge(StreamMeters.FRAMES_DEAD, "sensor", "lidar", l -> FrameLedgers.total(l.getLidarDeadMap()));
        gauge(StreamMeters.FRAMES_DEAD, "sensor", "camera", l -> FrameLedgers.total(l.getCameraDeadMap()));
        gauge(StreamMeters.FRAMES_PAIRED, "sensor", "lidar", FrameLedger::getLidarPaired);
        gauge(StreamMeters.IMAGES_USED, "sensor", "camera", FrameLedger::getCameraUsed);
        gauge(StreamMeters.OBJECTS_DROPPED, "reason", FrameLedgers.OVER_CAP,
                l -> l.getObjectsDroppedOrDefault(FrameLedgers.OVER_CAP, 0));
        for (PairingReason reason : ALONE) {
            String name = FrameLedgers.name(reason);
            gauge(StreamMeters.FRAMES_UNPAIRED, "reason", name, l -> l.getLidarOnlyOrDefault(name, 0));
        }
        for (String reason : List.of(DroppedFrame.DUPLICATE, DroppedFrame.LATE, DroppedFrame.OVERLOAD)) {
            gauge(StreamMeters.FRAMES_DROPPED, "reason", reason, l -> l.getLidarDroppedOrDefault(reason, 0));
        }
        for (String reason : UNUSED) {
            gauge(StreamMeters.IMAGES_UNUSED, "reason", reason, l -> l.getCameraUnusedOrDefault(reason, 0));
        }
        for (String reason : IMAGES_DROPPED) {
            gauge(StreamMeters.IMAGES_DROPPED, "reason", reason, l -> l.getCameraDroppedOrDefault(reason, 0));
        }
    }

    private void gauge(String name, String tag, String value, ToDoubleFunction<FrameLedger> count) {
        Gauge.builder(name, ledger, l -> count.applyAsDouble(l.get())).tag(tag, value).strongReference(true)
                .register(registry);
    }
}
