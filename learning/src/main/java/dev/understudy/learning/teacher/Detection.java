package dev.understudy.learning.teacher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An object found in an image.
 *
 * @param box left, top, right, bottom in pixels
 * @param label index of the detector's class
 * @param score in [0, 1]
 */
record Detection(float[] box, int label, float score) {

    /** Intersection over union of two boxes; 0 when they do not meet. */
    static float overlap(float[] a, float[] b) {
        float width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
        float height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        float both = width * height;
        return both / (area(a) + area(b) - both);
    }

    private static float area(float[] box) {
        return (box[2] - box[0]) * (box[3] - box[1]);
    }

    /** The surest of those that overlap by more than the limit, by falling score. */
    static List<Detection> suppressed(List<Detection> all, float limit) {
        List<Detection> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Detection::score).reversed());
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : sorted) {
            if (kept.stream().noneMatch(k -> overlap(k.box(), candidate.box()) > limit)) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
