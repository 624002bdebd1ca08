package dev.understudy.learning.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What scoring needs of a list of objects.
 *
 * @param truth class index, -1 for none
 * @param track number of the physical object, from 0
 */
public record ObjectList(int[] truth, int[] track) {

    /** Numbers the tracks in order of appearance. */
    public static ObjectList of(List<StreamObject> objects) {
        Map<String, Integer> numbers = new HashMap<>();
        return new ObjectList(objects.stream().mapToInt(StreamObject::truth).toArray(), objects.stream()
                .mapToInt(o -> numbers.computeIfAbsent(o.track(), t -> numbers.size())).toArray());
    }
}
