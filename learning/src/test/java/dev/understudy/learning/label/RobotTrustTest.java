package dev.understudy.learning.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class RobotTrustTest {

    private static final int CLASSES = 10;
    private static final int FEW = (int) RobotTrust.LEAST_TRACKS;
    private static final int MANY = 60;

    private final RobotTrust trust = new RobotTrust(CLASSES);
    private final SplittableRandom random = new SplittableRandom(5);
    private int tracks;

    /** So many tracks, of which a share is named alike by both branches. Returns how often trust was lost. */
    private int sees(String robot, int count, double alike) {
        return sees(robot, count, point -> random.nextDouble() < alike ? point
                : (point + 1 + random.nextInt(CLASSES - 1)) % CLASSES);
    }

    /** The same with a camera that shows one thing only. */
    private int seesWithAStuckCamera(String robot, int count) {
        return sees(robot, count, point -> 3);
    }

    private int sees(String robot, int count, IntUnaryOperator image) {
        int lost = 0;
        for (int i = 0; i < count; i++) {
            int point = random.nextInt(CLASSES);
            lost += trust.observe(robot, "track" + tracks++, point, image.applyAsInt(point)) ? 1 : 0;
        }
        return lost;
    }

    @Test
    void shouldTrustARobotThatIsAlone() {
        seesWithAStuckCamera("only", MANY);
        assertThat(trust.trusts("only")).isTrue();
        assertThat(trust.changes()).isEmpty();
    }

    @Test
    void shouldSayNothingOfARobotOnFewTracks() {
        sees("old", MANY, 0.8);
        seesWithAStuckCamera("new", FEW);
        assertThat(trust.trusts("new")).isTrue();
        assertThat(trust.changes()).isEmpty();
    }

    @Test
    void shouldTrustARobotWithoutACamera() {
        sees("other", MANY, 0.8);
        assertThat(trust.trusts("lidar-only")).isTrue();
    }

    @Test
    void shouldDistrustACameraThatIsStuck() {
        sees("a", MANY, 0.6);
        sees("b", MANY, 0.6);
        assertThat(seesWithAStuckCamera("stuck", MANY)).isEqualTo(1);
        assertThat(trust.trusts("stuck")).isFalse();
        List<RobotTrust.Change> changes = trust.changes();
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).robot()).isEqualTo("stuck");
        assertThat(changes.get(0).trusted()).isFalse();
        assertThat(changes.get(0).kappa()).isLessThan(0.15);
        assertThat(trust.changes()).isEmpty();
    }

    @Test
    void shouldDistrustARobotThatGoesBadAndTrustItAgain() {
        sees("a", MANY, 0.7);
        sees("b", MANY, 0.7);
        assertThat(sees("b", 4 * MANY, 1.0 / CLASSES)).isEqualTo(1);
        assertThat(trust.trusts("b")).isFalse();
        sees("b", 4 * MANY, 0.7);
        assertThat(trust.trusts("b")).isTrue();
        assertThat(trust.changes()).as("only the newest is told").hasSize(1)
                .allMatch(change -> change.trusted() && change.robot().equals("b"));
    }

    @Test
    void shouldTrustARobotInAHardDomain() {
        sees("day", MANY, 0.8);
        sees("night", MANY, 0.4);
        assertThat(trust.trusts("night")).isTrue();
    }

    @Test
    void shouldBlameTheDomainWhereAllRobotsAreAlike() {
        for (String robot : List.of("a", "b", "c")) {
            sees(robot, MANY, 1.0 / CLASSES);
            assertThat(trust.trusts(robot)).isTrue();
        }
    }

    @Test
    void shouldTrustTheFirstInAHardPlaceAgainOnceTheOthersAreThere() {
        sees("first", MANY, 0.8);
        sees("a", MANY, 0.8);
        sees("b", MANY, 0.8);
        assertThat(sees("first", 4 * MANY, 1.0 / CLASSES)).isEqualTo(1);
        assertThat(sees("a", 4 * MANY, 1.0 / CLASSES)).isBetween(0, 1);
        assertThat(sees("b", 4 * MANY, 1.0 / CLASSES)).isZero();
        sees("first", 1, 0);
        assertThat(trust.trusts("first")).isTrue();
    }

    @Test
    void shouldGoOnFromWhatAnotherKnew() {
        sees("a", MANY, 0.7);
        seesWithAStuckCamera("stuck", MANY);
        RobotTrust next = new RobotTrust(CLASSES);
        next.load(trust.kappas());
        assertThat(next.trusts("stuck")).isFalse();
        assertThat(next.trusts("a")).isTrue();
        assertThat(next.changes()).isEmpty();
    }
}
