package dev.understudy.learning.maths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What two batches with one object in common promise of its scores: the same bits where MKL is asked for strict
 * reproducibility, as the launcher asks it; rounding where it is not.
 */
public final class Promised {

    private static final float ROUNDING = 1e-5f;
    private static final String STRICT = "STRICT";

    private Promised() {
    }

    /** Requires scores of one object to agree. */
    public static void same(float[] found, float[] expected, String which) {
        if (MathsPath.current().mkl().contains(STRICT)) {
            assertThat(found).as(which).containsExactly(expected);
        } else {
            assertThat(found).as(which).containsExactly(expected, within(ROUNDING));
        }
    }
}
