package dev.understudy.replay.simulator.shapes;

import java.util.Map;

/**
 * What objects look like in one place.
 *
 * @param styles one entry per class
 * @param greenness 1 = summer foliage, 0 = autumn
 * @param saturation scale of all colours' saturation
 */
public record City(Map<ObjectClass, ClassStyle> styles, double greenness, double saturation) {

    public City {
        styles = Map.copyOf(styles);
        for (ObjectClass c : ObjectClass.values()) {
            if (!styles.containsKey(c)) {
                throw new IllegalArgumentException("a city needs a style for " + c.label());
            }
        }
    }

    public ClassStyle style(ObjectClass c) {
        return styles.get(c);
    }
}
