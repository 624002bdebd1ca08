package dev.understudy.learning.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BranchKappaTest {

    @Test
    void shouldMeasureAgreementBeyondChance() {
        // Cohen's own 2 x 2 arithmetic, undecayed: 20 and 15 alike, 5 and 10 not: 0.7 observed, 0.5 by chance.
        BranchKappa kappa = BranchKappa.of(new double[] {25, 25}, new double[] {30, 20}, 35, false, List.of());
        assertThat(kappa.value()).isCloseTo(0.4, within(1e-12));
        assertThat(kappa.tracks()).isEqualTo(50);
    }

    @Test
    void shouldBeNaughtWhereOneBranchAlwaysSaysTheSame() {
        BranchKappa kappa = new BranchKappa(4);
        for (int i = 0; i < 40; i++) {
            kappa.observe("track" + i, i % 4, 2);
        }
        assertThat(kappa.value()).isCloseTo(0, within(1e-9));
    }

    @Test
    void shouldBeOneWhereBothOnlyKnowOneClass() {
        BranchKappa kappa = new BranchKappa(4);
        kappa.observe("a", 1, 1);
        kappa.observe("b", 1, 1);
        assertThat(kappa.value()).isEqualTo(1);
    }

    @Test
    void shouldCountATrackOnce() {
        BranchKappa kappa = new BranchKappa(2);
        assertThat(kappa.observe("a", 0, 1)).isTrue();
        assertThat(kappa.observe("a", 0, 0)).isFalse();
        assertThat(kappa.tracks()).isEqualTo(1);
        assertThat(kappa.agreed()).isZero();
    }

    @Test
    void shouldForgetOldTracks() {
        BranchKappa kappa = new BranchKappa(2);
        for (int i = 0; i < 300; i++) {
            kappa.observe("wrong" + i, i % 2, 1 - i % 2);
        }
        assertThat(kappa.value()).isCloseTo(-1, within(1e-3));
        for (int i = 0; i < 300; i++) {
            kappa.observe("right" + i, i % 2, i % 2);
        }
        assertThat(kappa.value()).isGreaterThan(0.9);
        assertThat(kappa.counted()).hasSizeLessThan(300).endsWith("right299");
    }

    @Test
    void shouldRefuseFiguresOfDifferentClasses() {
        assertThatThrownBy(() -> BranchKappa.of(new double[2], new double[3], 0, false, List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 and 3");
    }
}
