package dev.understudy.learning.checkpoint;

import dev.understudy.proto.v1.CheckpointManifest;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One version of the model as data: what it is (manifest) and its weights, nothing executable.
 *
 * <p>Names are prefixed {@code student/} and {@code teacher/}; {@code classes} holds the class embeddings. Whoever
 * trains fills the manifest's descriptive fields; its format, tensor table, lengths and digests belong to
 * {@link CheckpointCodec}, which overwrites them.
 *
 * @param manifest what the checkpoint says of itself
 * @param tensors  weights by name, ascending
 */
public record Checkpoint(CheckpointManifest manifest, SortedMap<String, Tensor> tensors) {

    public static final String STUDENT_PREFIX = "student/";
    public static final String TEACHER_PREFIX = "teacher/";
    /** Class embeddings, one row per class of the manifest. */
    public static final String CLASSES = "classes";

    /** ASCII only, so that name order is the same in every language. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:/-]{1,200}");

    public Checkpoint {
        for (String name : tensors.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not a tensor name: " + name);
            }
        }
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    }

    /** Copies the map into name order. */
    public Checkpoint(CheckpointManifest manifest, Map<String, Tensor> tensors) {
        this(manifest, new TreeMap<>(tensors));
    }

    /** The tensors whose name starts with the prefix, with the prefix taken off. */
    public SortedMap<String, Tensor> under(String prefix) {
        SortedMap<String, Tensor> found = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        return found;
    }

    /** Whether every weight is a finite number. */
    public boolean isFinite() {
        return tensors.values().stream().allMatch(Tensor::isFinite);
    }
}
