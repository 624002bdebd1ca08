package dev.understudy.learning.sample;

/**
 * Shapes of the network input.
 *
 * @param points points per object
 * @param imageSize width and height of the crop, pixels
 * @param minPoints clusters with fewer points are not worth judging
 * @param patches neighbourhoods per object; 0 for networks that need none
 * @param patchPoints points of a neighbourhood
 */
public record EncoderConfig(int points, int imageSize, int minPoints, int patches, int patchPoints) {

    /** Without patches. */
    public EncoderConfig(int points, int imageSize, int minPoints) {
        this(points, imageSize, minPoints, 0, 0);
    }

    /** 128 points keep a 40-object frame within 12 core-milliseconds; below 16 points a shape says little. */
    public static EncoderConfig defaults() {
        return new EncoderConfig(128, 32, 16);
    }
}
