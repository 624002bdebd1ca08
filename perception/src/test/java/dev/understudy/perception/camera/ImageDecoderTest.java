package dev.understudy.perception.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.perception.BadFrameException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private final ImageDecoder decoder = new ImageDecoder();

    @Test
    void shouldDecodePngExactly() throws IOException {
        RgbImage image = decoder.decode(encode(gradient(BufferedImage.TYPE_INT_RGB), "png"));
        assertThat(image.width()).isEqualTo(40);
        assertThat(image.height()).isEqualTo(30);
        assertThat(pixel(image, 7, 11)).containsExactly(70, 110, 99);
    }

    @Test
    void shouldDecodeJpegNearly() throws IOException {
        int[] pixel = pixel(decoder.decode(encode(gradient(BufferedImage.TYPE_INT_RGB), "jpeg")), 7, 11);
        assertThat(pixel[0]).isBetween(55, 85);
        assertThat(pixel[1]).isBetween(95, 125);
        assertThat(pixel[2]).isBetween(80, 120);
    }

    @Test
    void shouldMakeGreyImagesRgb() throws IOException {
        int[] pixel = pixel(decoder.decode(encode(gradient(BufferedImage.TYPE_BYTE_GRAY), "png")), 7, 11);
        assertThat(pixel[0]).isEqualTo(pixel[1]).isEqualTo(pixel[2]).isPositive();
    }

    @Test
    void shouldLayTransparencyOverBlack() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 1, 0xFF102030);
        image.setRGB(2, 2, 0x00FFFFFF);
        RgbImage decoded = decoder.decode(encode(image, "png"));
        assertThat(pixel(decoded, 1, 1)).containsExactly(0x10, 0x20, 0x30);
        assertThat(pixel(decoded, 2, 2)).containsExactly(0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void shouldRefuseTruncatedImages(String format) throws IOException {
        byte[] data = encode(gradient(BufferedImage.TYPE_INT_RGB), format);
        assertUnreadable(Arrays.copyOf(data, data.length / 2));
    }

    @Test
    void shouldRefuseWhatIsNoImage() {
        byte[] noise = new byte[1000];
        new Random(5).nextBytes(noise);
        assertUnreadable(noise);
        assertUnreadable(new byte[0]);
    }

    @Test
    void shouldRefuseAbsurdlyLargeImagesBeforeDecodingThem() throws IOException {
        byte[] png = encode(gradient(BufferedImage.TYPE_INT_RGB), "png");
        // Width and height in the header chunk, bytes 16 to 23: 1 << 30 each. Its checksum is repaired.
        byte[] header = {0x40, 0, 0, 0, 0x40, 0, 0, 0};
        System.arraycopy(header, 0, png, 16, 8);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        for (int i = 0; i < 4; i++) {
            png[29 + i] = (byte) (crc.getValue() >> (24 - 8 * i));
        }
        assertThatThrownBy(() -> decoder.decode(png)).isInstanceOf(BadFrameException.class)
                .hasMessageContaining("exceed the limit");
    }

    @Test
    void shouldNeverThrowAnythingElseOnFlippedBytes() throws IOException {
        Random random = new Random(11);
        for (String format : new String[] {"png", "jpeg"}) {
            byte[] good = encode(gradient(BufferedImage.TYPE_INT_RGB), format);
            for (int i = 0; i < 300; i++) {
                byte[] bad = good.clone();
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                try {
                    new ImageDecoder(1 << 20).decode(bad);
                } catch (BadFrameException e) {
                    assertThat(e.reason()).isEqualTo("image-unreadable");
                }
            }
        }
    }

    private void assertUnreadable(byte[] data) {
        assertThatThrownBy(() -> decoder.decode(data)).isInstanceOfSatisfying(BadFrameException.class,
                e -> assertThat(e.reason()).isEqualTo("image-unreadable"));
    }

    private static int[] pixel(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        return new int[] {image.rgb()[at] & 0xFF, image.rgb()[at + 1] & 0xFF, image.rgb()[at + 2] & 0xFF};
    }

    private static BufferedImage gradient(int type) {
        BufferedImage image = new BufferedImage(40, 30, type);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                image.setRGB(x, y, Math.min(255, 10 * x) << 16 | Math.min(255, 10 * y) << 8 | 99);
            }
        }
        return image;
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
