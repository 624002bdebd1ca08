package dev.understudy.it;

import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointAssembler;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A checkpoint of the default networks with freshly drawn weights: it runs, and knows nothing. */
final class UntrainedModel {

    private static final float THRESHOLD = 0.5f;

    private UntrainedModel() {
    }

    static VerifiedCheckpoint checkpoint(long version, long seed) {
        Taxonomy taxonomy = Taxonomy.shipped("road-v1");
        Architecture architecture = Architecture.defaults();
        Map<String, Tensor> tensors = new TreeMap<>();
        new CrossModalModel(architecture).initialise(taxonomy.size(), seed).forEach((name, tensor) -> {
            if (name.equals(Checkpoint.CLASSES)) {
                tensors.put(name, tensor);
            } else {
                tensors.put(Checkpoint.STUDENT_PREFIX + name, tensor);
                tensors.put(Checkpoint.TEACHER_PREFIX + name, tensor);
            }
        });
        CheckpointManifest.Builder manifest = CheckpointManifest.newBuilder().setModel("student").setVersion(version)
                .setEpoch(version).setTaxonomyVersion(taxonomy.version()).addAllClassNames(taxonomy.classNames())
                .setArchitecture(architecture.toJson()).setServing("teacher").setRule("joint-mean").setPointWeight(1);
        taxonomy.classNames().forEach(name -> manifest.addClassThresholds(THRESHOLD));
        return verified(CheckpointCodec.encodeUnsigned(new Checkpoint(manifest.build(), tensors)));
    }

    private static VerifiedCheckpoint verified(EncodedCheckpoint encoded) {
        CheckpointAssembler assembler = new CheckpointAssembler(
                ManifestTrust.pinned(encoded.ref().getDigest().toByteArray()), AssemblyLimits.defaults());
        Optional<Assembly> settled = Optional.empty();
        for (CheckpointChunk record : encoded.records()) {
            settled = assembler.accept(record);
        }
        return ((Assembly.Verified) settled.orElseThrow()).checkpoint();
    }
}
