package dev.understudy.learning.taxonomy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes a model tells apart, in the order of every class distribution, and how other data sets name them.
 *
 * @param version names this list; models of another version are refused
 * @param unknown what an object is called that no class fits
 * @param classes class names in distribution order
 * @param mappings data set name to (foreign class name to own class name or {@value #IGNORE})
 */
public record Taxonomy(String version, String unknown, List<String> classes,
        Map<String, Map<String, String>> mappings) {

    /** Marks a foreign class that is neither trained on nor scored. */
    public static final String IGNORE = "ignore";

    private static final String ROAD = "taxonomy/road-v1.yaml";

    /** Checks that every mapping leads to a class of this taxonomy. */
    public Taxonomy {
        classes = List.copyOf(classes);
        mappings = Map.copyOf(mappings);
        for (var dataset : mappings.entrySet()) {
            for (var entry : dataset.getValue().entrySet()) {
                if (!IGNORE.equals(entry.getValue()) && !classes.contains(entry.getValue())) {
                    throw new IllegalArgumentException("taxonomy " + version + ": " + dataset.getKey() + " maps "
                            + entry.getKey() + " to " + entry.getValue() + ", which is no class of it");
                }
            }
        }
    }

    /** The shipped road taxonomy. */
    public static Taxonomy road() {
        try (InputStream in = Taxonomy.class.getClassLoader().getResourceAsStream(ROAD)) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("taxonomy resource " + ROAD, e);
        }
    }

    /** Reads a taxonomy file (YAML). */
    public static Taxonomy read(InputStream yaml) throws IOException {
        ObjectMapper mapper = new ObjectMapper(new YAMLFactory())
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);
        return mapper.readValue(yaml, Taxonomy.class);
    }

    public int size() {
        return classes.size();
    }

    /** Class names in distribution order. */
    public List<String> classNames() {
        return classes;
    }

    /** Position of an own class name, or -1. */
    public int indexOf(String className) {
        return classes.indexOf(className);
    }

    /** Name of a class index; the unknown name for -1. */
    public String nameOf(int index) {
        return index < 0 ? unknown : classes.get(index);
    }

    /**
     * The own class of a foreign name: empty when it is to be ignored or not mapped. Own names map to themselves.
     *
     * @param dataset lower-case data set name, e.g. {@code kitti}
     */
    public Optional<String> map(String dataset, String foreignName) {
        String own = mappings.getOrDefault(dataset, Map.of())
                .getOrDefault(foreignName, classes.contains(foreignName) ? foreignName : IGNORE);
        return IGNORE.equals(own) ? Optional.empty() : Optional.of(own);
    }
}
