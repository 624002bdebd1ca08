package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CropPackingTest {

    @Test
    void shouldKeepPlainGreyExactly() {
        byte[] grey = new byte[4 * 4 * 3];
        Arrays.fill(grey, (byte) 200);
        assertThat(CropPacking.unpack(CropPacking.pack(grey, 4, 4), 4, 4)).isEqualTo(grey);
    }

    @Test
    void shouldKeepAPlainColourClosely() {
        byte[] rgb = new byte[4 * 2 * 3];
        for (int i = 0; i < 8; i++) {
            rgb[3 * i] = (byte) 250;
            rgb[3 * i + 1] = 20;
            rgb[3 * i + 2] = 90;
        }
        byte[] back = CropPacking.unpack(CropPacking.pack(rgb, 4, 2), 4, 2);
        for (int i = 0; i < rgb.length; i++) {
            assertThat((double) (back[i] & 0xff)).isCloseTo(rgb[i] & 0xff, within(4.0));
        }
    }

    @Test
    void shouldTakeHalfTheBytes() {
        assertThat(CropPacking.pack(new byte[32 * 32 * 3], 32, 32)).hasSize(32 * 32 * 3 / 2);
    }
}
