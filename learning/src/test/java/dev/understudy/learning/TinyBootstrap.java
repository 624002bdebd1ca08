package dev.understudy.learning;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.pretrain.PretrainConfig;
import dev.understudy.learning.pretrain.PretrainResult;
import dev.understudy.learning.pretrain.Pretrainer;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.WeightMaps;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A very small model, trained once per fork on made-up objects. Lightly augmented, so that it knows nearly all of them
 * whatever the seed: what tests ask of it must not hang on the last bits of a processor.
 */
public final class TinyBootstrap {

    public static final Architecture ARCHITECTURE = new Architecture(Architecture.LITE, 32, 32, List.of(16, 32), 8, 32,
            List.of(8, 8, 16), 32, 16, 16f);

    public static final long SEED = 7;

    private static PretrainResult result;

    private TinyBootstrap() {
    }

    public static synchronized PretrainResult result() {
        if (result == null) {
            PretrainConfig config =
                    new PretrainConfig(SEED, 150, 40, 4e-3f, 0.01f, 0.5f, 0.3, 5, Fusion.MEAN, 1f, 100, 60);
            result = new Pretrainer(config, Taxonomy.shipped("road-v1"), ARCHITECTURE).train(
                    SyntheticObjects.perClass(20, 0.2, 1), SyntheticObjects.perClass(10, 0.2, 2),
                    (step, of, loss) -> { });
        }
        return result;
    }

    public static Checkpoint checkpoint() {
        return result().checkpoint();
    }

    /** The same with a student that has a weight which is no number: no step of it is finite. The teacher is sound. */
    public static Checkpoint withBrokenStudent() {
        Map<String, Tensor> tensors = WeightMaps.copy(checkpoint().tensors());
        tensors.entrySet().stream().filter(e -> e.getKey().startsWith(Checkpoint.STUDENT_PREFIX)).findFirst()
                .orElseThrow().getValue().data()[0] = Float.NaN;
        return new Checkpoint(checkpoint().manifest(), tensors);
    }

    public static SourceAnchors anchors() {
        return SourceAnchors.of(result().anchors(), result().canary(), ARCHITECTURE.encoder());
    }

    /** Shifted objects as the stream would judge them, on three robots, four records to a track. */
    public static List<PseudoLabelledSample> records(int perClass, long seed) {
        return records(checkpoint(), perClass, seed);
    }

    /** The same, judged by another model, which every record names. */
    public static List<PseudoLabelledSample> records(Checkpoint judge, int perClass, long seed) {
        List<PseudoLabelledSample> out = new ArrayList<>();
        List<LabelledObject> objects = SyntheticObjects.perClass(perClass, .6, seed);
        List<Cluster> clusters = objects.stream().map(LabelledObject::cluster).toList();
        try (Classifier classifier = Classifier.open(judge)) {
            ClassScores scores = classifier.classify(clusters);
            for (int i = 0; i < clusters.size(); i++) {
                Judgement judged = classifier.judge(scores, i, clusters.get(i));
                PseudoLabelledSample.Builder record = PseudoLabelledSample.newBuilder().setRobotId("robot-" + i % 3)
                        .setCluster(clusters.get(i).toBuilder().setTrackId(1 + i / 4))
                        .setVerdict(judged.verdict()).setLabel(judged.decision().label())
                        .setConfidence(judged.decision().confidence()).setTaxonomyVersion("road-v1")
                        .setPointWeight(judge.manifest().getPointWeight())
                        .setTeacher(ModelRef.newBuilder().setVersion(judge.manifest().getVersion()));
                for (int k = 0; k < SyntheticObjects.CLASSES; k++) {
                    record.addPointDistribution(scores.point()[i][k]).addImageDistribution(scores.image()[i][k]);
                }
                out.add(record.build());
            }
        }
        return out;
    }
}
