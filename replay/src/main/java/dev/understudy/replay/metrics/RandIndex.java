package dev.understudy.replay.metrics;

import java.util.HashMap;
import java.util.Map;

/** Agreement of two partitions, corrected for chance (Hubert and Arabie 1985). */
public final class RandIndex {

    private static final int GROUND = -1;

    private RandIndex() {
    }

    /**
     * The adjusted Rand index of two labellings, over the points that neither labels {@code -1} (ground).
     *
     * @return 1 for equal partitions, about 0 for independent ones
     */
    public static double adjusted(int[] a, int[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " labels against " + b.length);
        }
        Map<Long, Long> both = new HashMap<>();
        Map<Integer, Long> ofA = new HashMap<>();
        Map<Integer, Long> ofB = new HashMap<>();
        long points = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] != GROUND && b[i] != GROUND) {
                both.merge((long) a[i] << 32 | b[i] & 0xffffffffL, 1L, Long::sum);
                ofA.merge(a[i], 1L, Long::sum);
                ofB.merge(b[i], 1L, Long::sum);
                points++;
            }
        }
        double pairsBoth = pairs(both);
        double pairsA = pairs(ofA);
        double pairsB = pairs(ofB);
        double expected = points < 2 ? 0 : pairsA * pairsB / (points * (points - 1.0) / 2);
        double most = (pairsA + pairsB) / 2;
        return most == expected ? 1 : (pairsBoth - expected) / (most - expected);
    }

    private static double pairs(Map<?, Long> counts) {
        return counts.values().stream().mapToDouble(n -> n * (n - 1.0) / 2).sum();
    }
}
