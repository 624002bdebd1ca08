package dev.understudy.learning.train;

import dev.understudy.learning.sample.EncodedObject;
import java.util.SplittableRandom;

/** The student's view of a sample: points and image both made harder. Deterministic by the random source given. */
public final class StrongAugmentation {

    private final PointAugmentation points;
    private final ImageAugmentation images;

    /**
     * An augmentation of some strength.
     *
     * @param strength 1: what the student sees online; 0: only mirroring
     */
    public StrongAugmentation(double strength) {
        points = new PointAugmentation(strength);
        images = new ImageAugmentation(strength);
    }

    /** A new object; the given one is untouched. Points and image are mirrored together or not at all. */
    public EncodedObject apply(EncodedObject object, SplittableRandom random) {
        boolean mirror = random.nextBoolean();
        EncodedObject harder = points.apply(object, mirror, random);
        return object.hasImage()
                ? new EncodedObject(harder.points(), harder.side(), images.apply(object.image(), mirror, random),
                        harder.radius(), harder.elevation(), harder.patches())
                : harder;
    }
}
