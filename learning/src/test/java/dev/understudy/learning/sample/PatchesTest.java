package dev.understudy.learning.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatchesTest {

    /** On a line: 0, 1, 2, 10, 11. */
    private static final float[] LINE = {0, 0, 0, 1, 0, 0, 2, 0, 0, 10, 0, 0, 11, 0, 0};

    @Test
    void shouldCoverAnObjectFromItsFarthestPoints() {
        // From 0 the farthest is 11, then of 2 (2 away from 0) and 10 (1 away from 11) it is 2.
        Patches patches = Patches.of(LINE, 5, 3, 2);
        assertThat(patches.members()).containsExactly(0, 1, 4, 3, 2, 1);
    }

    @Test
    void shouldServePointsTwiceWhereThereAreTooFew() {
        Patches patches = Patches.of(LINE, 2, 3, 4);
        assertThat(patches.count()).isEqualTo(3);
        assertThat(patches.members()).containsExactly(0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1);
    }

    @Test
    void shouldKeepNeighbourhoodsWhenPointsAreDropped() {
        Patches patches = Patches.of(LINE, 5, 3, 2);
        // Point 0 goes: its patch is left with point 1, which serves twice. Of the second patch nothing is left.
        int[] newIndex = {-1, 0, 1, -1, -1};
        assertThat(patches.after(newIndex).members()).containsExactly(0, 0, 0, 0, 1, 0);
    }
}
