package dev.understudy.learning.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import dev.understudy.learning.maths.MathsFault;
import dev.understudy.learning.maths.PlainConvolution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Widths that a checkpoint may have, beside those that ship. */
@Tag("numbers")
class ConvolutionsTest {

    private static final int SIZE = 16;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 12, 16, 20, 24, 32, 40, 48, 64, 96})
    void shouldConvolveAnyNumberOfChannelsRight(int in) {
        List<MathsFault> faults = new ArrayList<>();
        for (int out : new int[] {in, in <= 12 ? 24 : Math.min(96, 2 * in)}) {
            for (int batch : new int[] {2, 3, 8, 64}) {
                faults.add(new CheckedOperation("convolution",
                        new PlainConvolution(batch, SIZE, in, out, Layers.SIDE, 2),
                        List.of(new Shape(batch, SIZE, SIZE, in), new Shape(out, Layers.SIDE, Layers.SIDE, in),
                                new Shape(out)), false,
                        x -> Layers.halve(x.get(0), x.get(1), x.get(2))).fault(true));
            }
        }
        assertThat(faults).containsOnlyNulls();
    }
}
