package dev.understudy.perception.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.PairingReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLedgersTest {

    @Test
    void shouldStayBalancedWhenAnImageTurnsOutUnusable() {
        for (PairingReason reason : List.of(PairingReason.CAMERA_EXPIRED, PairingReason.CAMERA_UNREADABLE,
                PairingReason.NO_CALIBRATION)) {
            PairingScript script = new PairingScript(PairingConfig.defaults());
            script.lidar(1000).lidar(1050).camera(1020).camera(1120);
            script.decisions.forEach(d -> {
                FrameLedgers.imageFailed(script.ledger, d.images().get(0), reason);
                FrameLedgers.wentAlone(script.ledger, reason);
            });
            assertThat(FrameLedgers.imbalance(script.ledger.build())).isEmpty();
            assertThat(script.ledger.getLidarPaired() + script.ledger.getCameraUsed()).isZero();
            assertThat(script.ledger.getLidarOnlyMap()).containsEntry(FrameLedgers.name(reason), 2L);
        }
    }

    @Test
    void shouldNameTheLawThatIsBroken() {
        FrameLedger ledger = FrameLedger.newBuilder().setLidarIn(3).setLidarPaired(1).build();
        assertThat(FrameLedgers.imbalance(ledger)).hasValue("lidar frames: 3 in, 1 accounted for");
    }

    @Test
    void shouldSumColumnsAndReasons() {
        FrameLedger a = FrameLedger.newBuilder().setLidarIn(2).setLidarPaired(1).putLidarOnly("camera-timeout", 1)
                .setCameraIn(1).setCameraUsed(1).putObjectsDropped("over-cap", 3).build();
        FrameLedger sum = FrameLedgers.sum(List.of(a, a));
        assertThat(sum.getLidarOnlyMap()).containsEntry("camera-timeout", 2L);
        assertThat(sum.getLidarIn()).isEqualTo(4);
        assertThat(sum.getObjectsDroppedMap()).containsEntry("over-cap", 6L);
        assertThat(FrameLedgers.imbalance(sum)).isEmpty();
    }
}
