package dev.understudy.replay.sensor;

import dev.understudy.replay.log.MessageException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Pixels as ROS and Foxglove pack them, and their PNG.
 *
 * @param encoding {@code rgb8}, {@code bgr8}, {@code rgba8}, {@code bgra8}, {@code mono8}, {@code mono16} or the
 *     OpenCV names of the same ({@code 8UC1}, {@code 8UC3}, {@code 16UC1})
 * @param bigEndian byte order of 16-bit pixels
 * @param step bytes from row to row
 */
record RawImage(long width, long height, String encoding, boolean bigEndian, long step, ByteBuffer data) {

    private static final Set<String> COLOUR = Set.of("rgb8", "bgr8", "rgba8", "bgra8", "8UC3");
    private static final Set<String> GREY = Set.of("mono8", "8UC1", "mono16", "16UC1");
    /** Side beyond which an image is refused, pixels. */
    private static final int MAX_SIDE = 1 << 14;

    /** Says whether pixels of that encoding are a colour picture. */
    static boolean isColour(String encoding) {
        return COLOUR.contains(encoding);
    }

    /** The picture as an RGB or grey PNG; of 16-bit pixels the upper byte. */
    byte[] toPng() {
        if (!COLOUR.contains(encoding) && !GREY.contains(encoding)) {
            throw new MessageException("images encoded as '" + encoding
                    + "' are not read; record rgb8, bgr8, mono8 or compressed images");
        }
        int pixel = pixelBytes();
        if (width > MAX_SIDE || height > MAX_SIDE || step < width * pixel
                || height > 0 && (height - 1) * step + width * pixel > data.limit()) {
            throw new MessageException("the image's " + data.limit() + " bytes do not hold " + height + " rows of "
                    + width + " pixels (" + encoding + ", step " + step + ")");
        }
        boolean colour = COLOUR.contains(encoding);
        byte[] rows = new byte[(int) (width * height * (colour ? 3 : 1))];
        int out = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (int) (y * step + (long) x * pixel);
                if (colour) {
                    boolean blueFirst = encoding.startsWith("bgr") || encoding.equals("8UC3");
                    rows[out++] = data.get(at + (blueFirst ? 2 : 0));
                    rows[out++] = data.get(at + 1);
                    rows[out++] = data.get(at + (blueFirst ? 0 : 2));
                } else {
                    rows[out++] = data.get(at + (pixel == 2 && !bigEndian ? 1 : 0));
                }
            }
        }
        return PngWriter.encode((int) width, (int) height, colour, rows);
    }

    private int pixelBytes() {
        return switch (encoding) {
            case "rgba8", "bgra8" -> 4;
            case "rgb8", "bgr8", "8UC3" -> 3;
            case "mono16", "16UC1" -> 2;
            default -> 1;
        };
    }
}
