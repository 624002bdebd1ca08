package dev.understudy.learning.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class ChannelsLastTest {

    private static final float[] VALUES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

    private static float[] written(ChannelsLast order, float[] values) {
        FloatBuffer into = FloatBuffer.allocate(values.length);
        order.write("image/conv0/weight", values, into);
        return into.array();
    }

    @Test
    void shouldMoveAnAxisBehindTheOthers() {
        ChannelsLast second = ChannelsLast.of(1, 2, 2, 3);
        assertThat(second.shape()).isEqualTo(new Shape(2, 3, 2));
        assertThat(written(second, VALUES)).containsExactly(0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11);
        ChannelsLast first = ChannelsLast.of(0, 2, 2, 3);
        assertThat(first.shape()).isEqualTo(new Shape(2, 3, 2));
        assertThat(written(first, VALUES)).containsExactly(0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11);
    }

    @Test
    void shouldReadBackWhatItWrote() {
        ChannelsLast order = ChannelsLast.of(1, 2, 3, 2, 1);
        assertThat(order.read(written(order, VALUES))).containsExactly(VALUES);
    }

    @Test
    void shouldRefuseATensorOfAnotherSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> written(ChannelsLast.of(1, 2, 2, 2), VALUES))
                .withMessageContaining("image/conv0/weight").withMessageContaining("12 values, not the 8");
    }
}
