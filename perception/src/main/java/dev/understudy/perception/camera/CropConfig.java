package dev.understudy.perception.camera;

/**
 * Limits of {@link ObjectCropper}; {@link #defaults()} is their documentation.
 *
 * @param cropSize width and height of a crop, pixels
 * @param margin added on each side of the image box, as a share of its longer side
 * @param minSide an object whose image box is shorter than this on its longer side gets no crop, pixels
 * @param minVisibleFraction an object of whose points a smaller share is in the image gets no crop, [0, 1]
 */
public record CropConfig(int cropSize, double margin, double minSide, double minVisibleFraction) {

    public CropConfig {
        if (cropSize < 1 || margin < 0 || minSide < 0 || minVisibleFraction < 0 || minVisibleFraction > 1) {
            throw new IllegalArgumentException(
                    "crop: cropSize must be positive, margin and minSide not negative, minVisibleFraction in [0, 1]");
        }
    }

    /** 32 x 32 pixels, a margin of 10 %, objects of 8 pixels or more that have a tenth of their points in view. */
    public static CropConfig defaults() {
        return new CropConfig(32, 0.1, 8, 0.1);
    }
}
