package dev.understudy.cli.models;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.proto.v1.CheckpointManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * In what two checkpoints differ.
 *
 * @param fields  of the manifest that differ
 * @param tensors every tensor of either, in name order
 */
record ModelDiff(long from, long to, List<Field> fields, List<Change> tensors) {

    /** What follows from the weights, and says nothing to a person. */
    private static final Set<String> DERIVED =
            Set.of("tensors", "payload_length", "payload_sha256", "chunk_sha256", "format");

    /** A field of the manifest. */
    record Field(String name, String from, String to) {
    }

    /**
     * A tensor's change.
     *
     * @param relative Euclidean norm of the difference over that of the first; null when only one of the two has it,
     *                 when the shapes differ, or when the first is all zero
     * @param note     empty, or what keeps it from being compared
     */
    record Change(String name, Double relative, String note) {
    }

    static ModelDiff of(Checkpoint from, Checkpoint to) {
        Set<String> names = new TreeSet<>(from.tensors().keySet());
        names.addAll(to.tensors().keySet());
        return new ModelDiff(from.manifest().getVersion(), to.manifest().getVersion(),
                fields(from.manifest(), to.manifest()), names.stream()
                        .map(name -> change(name, from.tensors().get(name), to.tensors().get(name))).toList());
    }

    private static List<Field> fields(CheckpointManifest from, CheckpointManifest to) {
        List<Field> fields = new ArrayList<>();
        for (FieldDescriptor field : CheckpointManifest.getDescriptor().getFields()) {
            Object before = from.getField(field);
            Object after = to.getField(field);
            if (!DERIVED.contains(field.getName()) && !before.equals(after)) {
                fields.add(new Field(field.getName(), before.toString(), after.toString()));
            }
        }
        return fields;
    }

    private static Change change(String name, Tensor from, Tensor to) {
        if (from == null || to == null) {
            return new Change(name, null, from == null ? "added" : "removed");
        }
        if (!Arrays.equals(from.shape(), to.shape())) {
            return new Change(name, null, "shape " + Arrays.toString(from.shape()) + " became "
                    + Arrays.toString(to.shape()));
        }
        double squares = 0;
        double difference = 0;
        for (int i = 0; i < from.data().length; i++) {
            double delta = (double) to.data()[i] - from.data()[i];
            squares += (double) from.data()[i] * from.data()[i];
            difference += delta * delta;
        }
        if (squares == 0) {
            return new Change(name, difference == 0 ? 0.0 : null, difference == 0 ? "" : "was all zero");
        }
        return new Change(name, Math.sqrt(difference / squares), "");
    }
}
