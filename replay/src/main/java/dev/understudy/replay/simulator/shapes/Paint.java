package dev.understudy.replay.simulator.shapes;

/**
 * What a surface looks like to the camera and returns to the LiDAR.
 *
 * @param texture layout of the two colours
 * @param first red, green, blue of the main colour, linear, [0, 1]
 * @param second red, green, blue of the other colour
 * @param low first number of the texture: lower edge of a band in [-1, 1], or a period in metres
 * @param high second number of the texture: upper edge of a band in [-1, 1], or a period in metres
 * @param reflectivity share of the LiDAR pulse returned at normal incidence, [0, 1]
 * @param porosity share of rays that pass through, [0, 1): foliage
 * @param glow light of its own as a share of the first colour: lamps
 */
public record Paint(Texture texture, float[] first, float[] second, float low, float high, float reflectivity,
        float porosity, float glow) {

    /** One colour. */
    public static Paint plain(float[] rgb, double reflectivity) {
        return new Paint(Texture.PLAIN, rgb, rgb, 0, 0, (float) reflectivity, 0, 0);
    }

    /** A texture of two colours. */
    public static Paint of(Texture texture, float[] first, float[] second, double low, double high,
            double reflectivity) {
        return new Paint(texture, first, second, (float) low, (float) high, (float) reflectivity, 0, 0);
    }

    public Paint porous(double share) {
        return new Paint(texture, first, second, low, high, reflectivity, (float) share, glow);
    }

    public Paint glowing(double share) {
        return new Paint(texture, first, second, low, high, reflectivity, porosity, (float) share);
    }
}
