package dev.understudy.perception.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.perception.segmentation.SegmentationConfig.Linkage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeWarpTest {

    private final Linkage linkage = new Linkage(0.3, 10, 0.05, 3, 1.5);
    private final RangeWarp warp = new RangeWarp(linkage);

    @Test
    void shouldLeaveSpaceAloneWhenLinkageIsExact() {
        assertThat(shrunk(new RangeWarp(Linkage.exact(0.5)), 33, -21, 4)).containsExactly(33, -21, 4);
        assertThat(new RangeWarp(Linkage.exact(0.5)).restore(33, -21)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 5, 9.9, 12, 25, 49, 60, 119})
    void shouldShrinkStepsAlongTheBeamByTheGrowthAtTheirRange(double range) {
        double step = 0.5;
        double shrunkStep = shrunk(warp, range + step / 2, 0, 0)[0] - shrunk(warp, range - step / 2, 0, 0)[0];

        assertThat(step / shrunkStep).isCloseTo(linkage.growthAt(range), within(0.02));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 12, 49, 119})
    void shouldShrinkHeightsByGrowthAndStretch(double range) {
        assertThat(3.0 / shrunk(warp, 0, range, 3)[2]).isCloseTo(1.5 * linkage.growthAt(range), within(0.01));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 3, 11, 26, 55, 118})
    void shouldRestoreWhatItShrank(double range) {
        float x = (float) (range * Math.cos(2));
        float y = (float) (range * Math.sin(2));
        float[] there = shrunk(warp, x, y, 0);
        float factor = warp.restore(there[0], there[1]);

        assertThat(factor * there[0]).isCloseTo(x, within(0.01f));
        assertThat(factor * there[1]).isCloseTo(y, within(0.01f));
    }

    private static float[] shrunk(RangeWarp warp, double x, double y, double z) {
        float[] out = new float[VoxelColumns.POINT];
        warp.shrink(new float[] {(float) x, (float) y, (float) z, 0}, new int[] {0}, 1, out);
        return out;
    }
}
