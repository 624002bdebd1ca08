package dev.understudy.learning.taxonomy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.ForeignClassName;
import dev.understudy.proto.v1.ForeignClassNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

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

    /** What an object is called that no class fits, where a checkpoint does not state it. */
    public static final String UNKNOWN = "unknown";

    private static final String SHIPPED = "taxonomy/";
    /** Of what ships; a version may come from anywhere and must not lead to other resources. */
    private static final Pattern VERSION = Pattern.compile("[a-z0-9-]{1,64}");

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

    /**
     * The shipped taxonomy of a version.
     *
     * @throws IllegalArgumentException when none of that version ships
     */
    public static Taxonomy shipped(String version) {
        return find(version).orElseThrow(
                () -> new IllegalArgumentException("no taxonomy '" + version + "' ships; give its file"));
    }

    /** Reads a taxonomy file (YAML). */
    public static Taxonomy read(InputStream yaml) throws IOException {
        ObjectMapper mapper = new ObjectMapper(new YAMLFactory())
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);
        return mapper.readValue(yaml, Taxonomy.class);
    }

    /**
     * The taxonomy of a checkpoint. The mappings are those of its manifest; of a manifest without any, those of the
     * shipped taxonomy of that version and those classes, or none.
     *
     * @throws IllegalArgumentException when a mapping leads to no class of the checkpoint
     */
    public static Taxonomy of(CheckpointManifest manifest) {
        String version = manifest.getTaxonomyVersion();
        List<String> classes = manifest.getClassNamesList();
        if (!manifest.hasForeignClassNames()) {
            return find(version).filter(shipped -> shipped.classes.equals(classes))
                    .orElseGet(() -> new Taxonomy(version, UNKNOWN, classes, Map.of()));
        }
        Map<String, Map<String, String>> mappings = new LinkedHashMap<>();
        manifest.getForeignClassNames().getNamesList().forEach(name -> mappings
                .computeIfAbsent(name.getDataSet(), set -> new LinkedHashMap<>())
                .put(name.getForeignName(), name.getClassName()));
        return new Taxonomy(version, unknownOf(manifest), classes, mappings);
    }

    /** What the model of a checkpoint calls an object that no class fits. */
    public static String unknownOf(CheckpointManifest manifest) {
        String stated = manifest.getForeignClassNames().getUnknown();
        return stated.isEmpty() ? UNKNOWN : stated;
    }

    private static Optional<Taxonomy> find(String version) {
        if (!VERSION.matcher(version).matches()) {
            return Optional.empty();
        }
        try (InputStream in = Taxonomy.class.getClassLoader().getResourceAsStream(SHIPPED + version + ".yaml")) {
            return in == null ? Optional.empty() : Optional.of(read(in));
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + SHIPPED + version + ".yaml", e);
        }
    }

    /** Writes everything of this taxonomy into a manifest. */
    public void describe(CheckpointManifest.Builder manifest) {
        ForeignClassNames.Builder foreign = ForeignClassNames.newBuilder().setUnknown(unknown);
        // In order: the same taxonomy makes the same manifest.
        new TreeMap<>(mappings).forEach((dataset, names) -> new TreeMap<>(names).forEach((name, own) ->
                foreign.addNames(ForeignClassName.newBuilder().setDataSet(dataset).setForeignName(name)
                        .setClassName(own))));
        manifest.setTaxonomyVersion(version).clearClassNames().addAllClassNames(classes)
                .setForeignClassNames(foreign);
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
