package dev.understudy.learning.sample;

/**
 * One object as the networks see it.
 *
 * @param points N x 3 row-major: x along the viewing direction, y left, z up; centred on the box, in units of
 *     {@code radius}
 * @param side the numbers the scaling took away, see {@link SampleEncoder#SIDE_FEATURES}
 * @param image 3 x S x S planes (RGB), zero mean and unit deviation over the crop; null without a crop
 * @param radius metres per unit of {@code points}
 * @param elevation of the centre above the ground, metres
 * @param patches neighbourhoods among the points; null for networks that need none
 */
public record EncodedObject(float[] points, float[] side, float[] image, float radius, float elevation,
        Patches patches) {

    /** Without patches. */
    public EncodedObject(float[] points, float[] side, float[] image, float radius, float elevation) {
        this(points, side, image, radius, elevation, null);
    }

    public boolean hasImage() {
        return image != null;
    }
}
