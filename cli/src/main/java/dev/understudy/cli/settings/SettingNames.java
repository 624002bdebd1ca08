package dev.understudy.cli.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * The dotted names of a tree of settings.
 *
 * @param sections names that hold further ones
 * @param maps sections that take any name; the rest of a dotted name is one name there, dots and all
 * @param settings names that hold a value, in order; without those inside maps
 */
record SettingNames(Set<String> sections, Set<String> maps, Set<String> settings) {

    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    /** Of a tree as it is by default; its empty sections are the maps. */
    static SettingNames of(ObjectNode defaults) {
        SettingNames names = new SettingNames(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        names.collect(defaults, "");
        return new SettingNames(Collections.unmodifiableSet(names.sections),
                Collections.unmodifiableSet(names.maps), Collections.unmodifiableSet(names.settings));
    }

    private void collect(ObjectNode section, String prefix) {
        for (Map.Entry<String, JsonNode> entry : section.properties()) {
            String name = prefix + entry.getKey();
            if (!(entry.getValue() instanceof ObjectNode inner)) {
                settings.add(name);
            } else {
                sections.add(name);
                if (inner.isEmpty()) {
                    maps.add(name);
                }
                collect(inner, name + ".");
            }
        }
    }

    boolean isSection(String name) {
        return sections.contains(name);
    }

    boolean isSetting(String name) {
        return settings.contains(name) || map(name) != null;
    }

    /** The section that holds a setting; empty for the root. */
    String sectionOf(String setting) {
        String map = map(setting);
        return map != null ? map : setting.substring(0, Math.max(0, setting.lastIndexOf('.')));
    }

    /**
     * The known name most like a given one. It is compared with the last parts of the known names, as many as it has
     * itself, so that a setting in the wrong section leads to the right one.
     */
    String nearest(String name) {
        int parts = parts(name).size();
        return Stream.concat(settings.stream(), sections.stream()).max(Comparator.comparingDouble(known ->
                SIMILARITY.apply(ending(known, parts), name))).orElseThrow();
    }

    /** JSON pointer of a dotted name outside maps. */
    static String pointer(String name) {
        return "/" + name.replace('.', '/');
    }

    private String map(String name) {
        return maps.stream().filter(map -> name.startsWith(map + ".")).findFirst().orElse(null);
    }

    private static String ending(String name, int parts) {
        List<String> all = parts(name);
        return String.join(".", all.subList(Math.max(0, all.size() - parts), all.size()));
    }

    private static List<String> parts(String name) {
        return List.of(name.split("\\."));
    }
}
