package dev.understudy.learning.pretrain;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.label.AdaptiveThresholds;
import dev.understudy.learning.label.JointRule;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.train.AdamW;
import dev.understudy.learning.train.LearningStep;
import dev.understudy.learning.train.Objective;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.learning.train.StrongAugmentation;
import dev.understudy.learning.train.WeightMaps;
import dev.understudy.proto.v1.CheckpointManifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes a bootstrap model: both branches and the class embeddings, supervised, on labelled source objects. */
public final class Pretrainer {

    private static final float CLIP_NORM = 1f;
    private static final float TEMPERATURE = 0.1f;
    private static final double WARM_UP = 0.05; // of the steps
    private static final String MODEL_NAME = "student";

    /** Is told about every step. */
    public interface Progress {
        /** Called after each step with the sum of both branches' cross-entropies; NaN where they are not finite. */
        void step(int step, int of, float loss);
    }

    private final PretrainConfig config;
    private final Taxonomy taxonomy;
    private final Architecture architecture;
    private final StrongAugmentation augmentation;

    public Pretrainer(PretrainConfig config, Taxonomy taxonomy, Architecture architecture) {
        this.config = config;
        this.taxonomy = taxonomy;
        this.architecture = architecture;
        this.augmentation = new StrongAugmentation(config.augmentation());
    }

    /**
     * Trains on one set and scores on another, which should come from other scenes. A step whose gradient is not
     * finite is skipped and counted.
     *
     * @throws IllegalArgumentException when a class has no training object
     * @throws PretrainException when more steps are not finite than may be skipped
     */
    public PretrainResult train(List<LabelledObject> train, List<LabelledObject> heldOut, Progress progress) {
        CrossModalModel model = new CrossModalModel(architecture);
        Map<String, Tensor> weights = model.initialise(taxonomy.size(), config.seed());
        Map<String, Tensor> average = WeightMaps.copy(weights);
        List<List<TrainingSample>> byClass = encodeByClass(train);
        AdamW optimiser = new AdamW(config.weightDecay());
        SplittableRandom random = new SplittableRandom(config.seed());
        SkippedSteps skipped = new SkippedSteps(config.steps());
        try (LearningStep learning = new LearningStep(model,
                Objective.withoutTokens(config.crossModalWeight(), TEMPERATURE, 0), true)) {
            for (int step = 0; step < config.steps(); step++) {
                LearningStep.Outcome outcome = learning.run(weights, batch(byClass, random));
                float norm = AdamW.norm(outcome.gradients());
                if (!skipped.skips(norm)) {
                    AdamW.clip(outcome.gradients(), norm, CLIP_NORM);
                    optimiser.step(weights, outcome.gradients(), rate(step));
                    WeightMaps.follow(average, weights, WeightMaps.keepOf(config.averageHalfLife()));
                }
                progress.step(step + 1, config.steps(), outcome.pointLoss() + outcome.imageLoss());
            }
        }
        return result(average, skipped.counts(), train, heldOut);
    }

    private List<TrainingSample> batch(List<List<TrainingSample>> byClass, SplittableRandom random) {
        List<TrainingSample> batch = new ArrayList<>(config.batch());
        for (int i = 0; i < config.batch(); i++) {
            List<TrainingSample> own = byClass.get(i % byClass.size());
            TrainingSample row = own.get(random.nextInt(own.size()));
            batch.add(new TrainingSample(augmentation.apply(row.object(), random), row.label(), row.track()));
        }
        return batch;
    }

    private List<List<TrainingSample>> encodeByClass(List<LabelledObject> objects) {
        SampleEncoder encoder = new SampleEncoder(architecture.encoder());
        List<List<TrainingSample>> byClass = new ArrayList<>();
        for (int k = 0; k < taxonomy.size(); k++) {
            byClass.add(new ArrayList<>());
        }
        for (LabelledObject object : objects) {
            byClass.get(object.label()).add(
                    new TrainingSample(encoder.encode(object.cluster()), object.label(), ""));
        }
        for (int k = 0; k < taxonomy.size(); k++) {
            if (byClass.get(k).isEmpty()) {
                throw new IllegalArgumentException("no training object of class " + taxonomy.nameOf(k));
            }
        }
        return byClass;
    }

    private float rate(int step) {
        double done = (step + 1.0) / config.steps();
        return (float) (config.learningRate() * Math.min(1, done / WARM_UP) * (1 + StrictMath.cos(Math.PI * done)) / 2);
    }

    private PretrainResult result(Map<String, Tensor> weights, StepCounts steps, List<LabelledObject> train,
            List<LabelledObject> heldOut) {
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put(Checkpoint.CLASSES, unitRows(weights.remove(Checkpoint.CLASSES)));
        WeightMaps.put(tensors, Checkpoint.STUDENT_PREFIX, weights);
        WeightMaps.put(tensors, Checkpoint.TEACHER_PREFIX, weights);
        AdaptiveThresholds thresholds = new AdaptiveThresholds(taxonomy.size());
        CheckpointManifest.Builder manifest = CheckpointManifest.newBuilder().setModel(MODEL_NAME)
                .setArchitecture(architecture.toJson()).setServing(Classifier.TEACHER)
                .setRule(new JointRule(config.fusion()).name()).setPointWeight(config.pointWeight())
                .setMathsPath(MathsPath.current().toString());
        taxonomy.describe(manifest);
        for (int k = 0; k < taxonomy.size(); k++) {
            manifest.addClassThresholds(thresholds.thresholds()[k]).addClassPrior(thresholds.prior()[k]);
        }
        Checkpoint checkpoint = new Checkpoint(manifest.build(), tensors);
        return new PretrainResult(checkpoint, balanced(train, config.anchors(), 1),
                balanced(heldOut, config.canary(), 2), steps, HeldOutScores.of(checkpoint, heldOut));
    }

    private static Tensor unitRows(Tensor classes) {
        float[] data = classes.data().clone();
        int d = (int) classes.shape()[1];
        for (int row = 0; row < data.length; row += d) {
            double norm = 0;
            for (int i = row; i < row + d; i++) {
                norm += data[i] * data[i];
            }
            for (int i = row; i < row + d; i++) {
                data[i] /= (float) Math.sqrt(norm);
            }
        }
        return new Tensor(classes.shape(), data);
    }

    /** A class-balanced choice of objects with an image: the rarest classes give all they have. */
    private List<LabelledObject> balanced(List<LabelledObject> objects, int count, long salt) {
        List<LabelledObject> shuffled = new ArrayList<>(objects.stream().filter(o -> o.cluster().hasCrop()).toList());
        Collections.shuffle(shuffled, new Random(config.seed() + salt));
        int[] taken = new int[taxonomy.size()];
        int each = (count + taxonomy.size() - 1) / taxonomy.size();
        List<LabelledObject> out = new ArrayList<>();
        for (LabelledObject object : shuffled) {
            if (taken[object.label()]++ < each) {
                out.add(object);
            }
        }
        return out;
    }
}
