package dev.understudy.perception.camera;

/**
 * A decoded image, 8 bits per channel, RGB interleaved, row-major, origin top left.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb at least {@code width * height * 3} bytes
 */
public record RgbImage(int width, int height, byte[] rgb) {
}
