package dev.understudy.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.proto.v1.FrameLedger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {

    private static final FrameLedger LEDGER = FrameLedger.newBuilder().setLidarIn(7).setLidarPaired(3)
            .putAllLidarOnly(Map.of("camera-timeout", 2L)).putAllLidarDropped(Map.of("late", 1L))
            .putAllLidarDead(Map.of("null-key", 1L)).setCameraIn(5).setCameraUsed(3)
            .putAllCameraDropped(Map.of("duplicate", 1L, "camera-expired", 1L))
            .putAllObjectsDropped(Map.of("over-cap", 6L)).build();

    @Test
    void shouldShowEveryColumnByReason() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new LedgerMetrics(() -> LEDGER).bindTo(meters);

        assertThat(meters.get("perception.frames.paired").gauge().value()).isEqualTo(3);
        assertThat(meters.get("perception.frames.unpaired").tag("reason", "camera-timeout").gauge().value())
                .isEqualTo(2);
        assertThat(meters.get("perception.frames.dropped").tag("reason", "late").gauge().value()).isEqualTo(1);
        assertThat(meters.get("perception.frames.dead").tag("sensor", "lidar").gauge().value()).isEqualTo(1);
        assertThat(meters.get("perception.objects.dropped").tag("reason", "over-cap").gauge().value()).isEqualTo(6);
        assertThat(meters.get("perception.images.used").gauge().value()).isEqualTo(3);
        assertThat(meters.get("perception.images.dropped").tag("reason", "duplicate").gauge().value()).isEqualTo(1);
        assertThat(meters.get("perception.images.dropped").tag("reason", "camera-expired").gauge().value())
                .isEqualTo(1);
    }
}
