package dev.understudy.streams.inference;

import dev.understudy.learning.checkpoint.Assembly;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointAssembler;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.label.Decision;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model without networks: the teacher says "car" with a sureness that falls with the object's index. */
public final class FixedModel implements ServingModel {

    private static final float POINT_WEIGHT = 0.5f;
    private static final float THRESHOLD = 0.65f;

    private final CheckpointManifest manifest;
    int teacherPasses;
    int studentPasses;
    boolean closed;

    public FixedModel(VerifiedCheckpoint checkpoint) {
        this.manifest = checkpoint.checkpoint().manifest();
    }

    /** A verified checkpoint of a given version. */
    public static VerifiedCheckpoint checkpoint(long version, String serving) {
        CheckpointManifest manifest = CheckpointManifest.newBuilder().setModel("student").setVersion(version)
                .setEpoch(version).setTaxonomyVersion("toy-1").addClassNames("car").addClassNames("pole")
                .setServing(serving).setRule("joint-mean").setPointWeight(POINT_WEIGHT).build();
        EncodedCheckpoint encoded = CheckpointCodec.encodeUnsigned(
                new Checkpoint(manifest, Map.of("classes", new Tensor(new long[] {1}, new float[] {version}))));
        CheckpointAssembler assembler = new CheckpointAssembler(
                ManifestTrust.pinned(encoded.ref().getDigest().toByteArray()), AssemblyLimits.defaults());
        Optional<Assembly> made = Optional.empty();
        for (CheckpointChunk record : encoded.records()) {
            made = assembler.accept(record);
        }
        return ((Assembly.Verified) made.orElseThrow()).checkpoint();
    }

    @Override
    public CheckpointManifest manifest() {
        return manifest;
    }

    @Override
    public ClassScores teach(List<Cluster> objects) {
        teacherPasses++;
        return scores(objects, 0.9f);
    }

    @Override
    public Judgement judge(ClassScores teacher, int i, Cluster object) {
        Decision decision = decide(teacher, i);
        return new Judgement(decision.confidence() > THRESHOLD ? Verdict.ACCEPTED : Verdict.BELOW_THRESHOLD, decision,
                THRESHOLD);
    }

    @Override
    public ClassScores serve(List<Cluster> objects, ClassScores teacher) {
        if (manifest.getServing().equals("teacher")) {
            return teacher;
        }
        studentPasses++;
        return scores(objects, 0.2f);
    }

    private static ClassScores scores(List<Cluster> objects, float sureness) {
        float[][] point = new float[objects.size()][];
        float[][] image = new float[objects.size()][];
        for (int i = 0; i < objects.size(); i++) {
            float car = sureness - 0.1f * objects.get(i).getIndex();
            point[i] = new float[] {car, 1 - car};
            image[i] = objects.get(i).hasCrop() ? new float[] {car, 1 - car} : null;
        }
        return new ClassScores(point, image);
    }

    @Override
    public Decision decide(ClassScores serving, int i) {
        return Fusion.MEAN.decide(serving.point()[i], serving.image()[i], POINT_WEIGHT);
    }

    @Override
    public void close() {
        closed = true;
    }
}
