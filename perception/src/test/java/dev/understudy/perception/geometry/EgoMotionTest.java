package dev.understudy.perception.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EgoMotionTest {

    private static final long SPAN = 100_000_000L;

    /** Pose after {@code seconds} on a circle of radius 20 m at 10 m/s, turning left, from a sensor that is tilted. */
    private static RigidTransform onCircle(double seconds) {
        double angle = 10 * seconds / 20;
        RigidTransform tilted = RigidTransform.ofQuaternion(0.1, -0.05, 0, Math.sqrt(1 - 0.0125), 0.3, 0.2, 1.8);
        return RigidTransform.ofYaw(20 * Math.sin(angle), 20 - 20 * Math.cos(angle), 0, angle).after(tilted);
    }

    private static void assertSame(RigidTransform actual, RigidTransform expected, double metres) {
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 4; c++) {
                assertThat(actual.at(r, c)).isCloseTo(expected.at(r, c), within(metres));
            }
        }
    }

    @Test
    void shouldGoOnAlongTheArc() {
        EgoMotion motion = EgoMotion.between(onCircle(0.9), 900_000_000L, onCircle(1), 1_000_000_000L);
        for (int ms : new int[] {-100, -40, 3, 50, 100}) {
            RigidTransform expected = onCircle(1 + ms / 1000.0).inverse().after(onCircle(1));
            assertSame(motion.laterFromNow(ms * 1_000_000L), expected, 1e-3);
        }
    }

    @Test
    void shouldBringPointsAheadNearerWhenDrivingOn() {
        EgoMotion motion = EgoMotion.between(RigidTransform.IDENTITY, 0, RigidTransform.ofYaw(1, 0, 0, 0), SPAN);
        assertThat(motion.laterFromNow(SPAN / 2).applyX(10, 0, 0)).isCloseTo(9.5, within(1e-12));
        assertThat(motion.laterFromNow(-SPAN / 2).applyX(10, 0, 0)).isCloseTo(10.5, within(1e-12));
    }

    @Test
    void shouldTakeAJumpOfTheLocalisationForNoMotion() {
        RigidTransform far = RigidTransform.ofYaw(500, 0, 0, 0);
        assertThat(EgoMotion.between(RigidTransform.IDENTITY, 0, far, SPAN)).isSameAs(EgoMotion.NONE);
        assertThat(EgoMotion.between(RigidTransform.IDENTITY, SPAN, RigidTransform.ofYaw(1, 0, 0, 0), SPAN))
                .isSameAs(EgoMotion.NONE);
        assertThat(EgoMotion.NONE.laterFromNow(SPAN)).isSameAs(RigidTransform.IDENTITY);
    }
}
