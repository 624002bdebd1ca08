package dev.understudy.learning.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.label.Decision;
import dev.understudy.learning.label.Judgement;
import dev.understudy.learning.label.LabelRule;
import dev.understudy.learning.label.RuleParameters;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.Cluster;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint, ready to classify. Holds its weights in native memory until closed. Thread-safe and, on one maths
 * thread with MKL's strict reproducibility (the launcher sets both), deterministic: a cluster gives the same bits
 * whatever else is in the batch.
 */
public final class Classifier implements AutoCloseable {

    /** Manifest value: the EMA teacher's weights classify. */
    public static final String TEACHER = "teacher";
    /** Manifest value: the student's weights classify. */
    public static final String STUDENT = "student";

    /** Larger batches fall out of the cache and fault pages: one call of 400 costs twice ten calls of 40. */
    private static final int LARGEST_BATCH = 64;

    private final CrossModalModel model;
    private final SampleEncoder encoder;
    private final LabelRule rule;
    private final RuleParameters parameters;
    private final NDManager manager;
    private final Serving serving;
    private final NDArray classEmbeddings;

    private Classifier(CrossModalModel model, Map<String, Tensor> tensors, Tensor classes, LabelRule rule,
            RuleParameters parameters) {
        this.model = model;
        this.encoder = new SampleEncoder(model.architecture().encoder());
        this.rule = rule;
        this.parameters = parameters;
        this.manager = NDManager.newBaseManager();
        try {
            this.serving = Serving.of(manager, model, tensors);
            this.classEmbeddings = BoundWeights.bind(manager, Map.of(Checkpoint.CLASSES, classes))
                    .get(Checkpoint.CLASSES);
            MathsCheck.require(model.architecture(), MathsCheck.Use.SERVING);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** Loads the weights that the manifest says serve. */
    public static Classifier open(Checkpoint checkpoint) {
        return open(checkpoint, checkpoint.manifest().getServing());
    }

    /** Loads {@link #TEACHER} or {@link #STUDENT}. */
    public static Classifier open(Checkpoint checkpoint, String served) {
        requireOnePerClass(checkpoint);
        return new Classifier(new CrossModalModel(Architecture.parse(checkpoint.manifest().getArchitecture())),
                checkpoint.under(served + "/"), checkpoint.tensors().get(Checkpoint.CLASSES),
                LabelRule.named(checkpoint.manifest().getRule()),
                RuleParameters.of(checkpoint.manifest()));
    }

    /** What lacks a threshold or a name would load, and fail at the first object of that class. */
    private static void requireOnePerClass(Checkpoint checkpoint) {
        Tensor classes = checkpoint.tensors().get(Checkpoint.CLASSES);
        long rows = classes == null || classes.shape().length != 2 ? 0 : classes.shape()[0];
        CheckpointManifest manifest = checkpoint.manifest();
        if (rows < 1 || rows != manifest.getClassNamesCount() || rows != manifest.getClassThresholdsCount()) {
            throw new IllegalArgumentException("checkpoint has " + rows + " class embeddings, "
                    + manifest.getClassNamesCount() + " names and " + manifest.getClassThresholdsCount()
                    + " thresholds");
        }
    }

    /** Class probabilities of every cluster, in order. */
    public ClassScores classify(List<Cluster> clusters) {
        return classifyEncoded(clusters.stream().map(encoder::encode).toList());
    }

    /** Class probabilities of objects encoded with this model's {@link Architecture#encoder()}. */
    public ClassScores classifyEncoded(List<EncodedObject> objects) {
        ClassScores scores = new ClassScores(new float[objects.size()][], new float[objects.size()][]);
        // Gradient mode belongs to the thread, and is on in every thread but the one that loaded the engine.
        JniUtils.setGradMode(false);
        for (int from = 0; from < objects.size(); from += LARGEST_BATCH) {
            classifyBatch(objects.subList(from, Math.min(objects.size(), from + LARGEST_BATCH)), from, scores);
        }
        return scores;
    }

    private void classifyBatch(List<EncodedObject> objects, int from, ClassScores into) {
        try (NDManager scope = manager.newSubManager()) {
            int rows = objects.size();
            int[] imageRows = ObjectBatch.imageRows(objects);
            NDArray embedded = serving.embed(scope, objects, imageRows);
            float[] flat = model.logits(embedded, classEmbeddings).softmax(1).toFloatArray();
            int classes = flat.length / (int) embedded.getShape().get(0);
            for (int i = 0; i < rows; i++) {
                into.point()[from + i] = Arrays.copyOfRange(flat, i * classes, (i + 1) * classes);
            }
            for (int i = 0; i < imageRows.length; i++) {
                int at = (rows + i) * classes;
                into.image()[from + imageRows[i]] = Arrays.copyOfRange(flat, at, at + classes);
            }
        }
    }

    /** What an event says of object {@code i}: class index, joint score and the branch that spoke. */
    public Decision decide(ClassScores scores, int i) {
        return rule.fusion().decide(scores.point()[i], scores.image()[i], parameters.pointWeight());
    }

    /** Whether object {@code i} may teach, and what. */
    public Judgement judge(ClassScores scores, int i, Cluster cluster) {
        return rule.judge(scores.point()[i], scores.image()[i], cluster.getPointCount(), parameters);
    }

    public LabelRule rule() {
        return rule;
    }

    public RuleParameters parameters() {
        return parameters;
    }

    /** Encodes clusters the way this model wants them. */
    public SampleEncoder encoder() {
        return encoder;
    }

    /** Native arrays this classifier holds: constant between calls. */
    int nativeArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
