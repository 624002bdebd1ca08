package dev.understudy.learning.gate;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.learning.statistics.ClassCounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Labelled source objects that never taught, and the macro accuracy of models on them. A model is measured once, though
 * it is asked about as a candidate, when it goes live and while it is: classifying the canary takes as long as some
 * steps of training. Not thread-safe.
 */
public final class Canary {

    /** The bootstrap, what is live, what was live before, and a candidate. */
    private static final int REMEMBERED = 4;

    private final List<EncodedObject> objects;
    private final int[] labels;
    private final Map<Model, Double> measured = new LinkedHashMap<>(2 * REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Model, Double> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** All that a model's answers depend on: a candidate has no version yet, and the same weights when it has one. */
    private record Model(SortedMap<String, Tensor> tensors, String architecture, String serving, String rule,
            float pointWeight) {

        static Model of(Checkpoint checkpoint) {
            var manifest = checkpoint.manifest();
            return new Model(checkpoint.tensors(), manifest.getArchitecture(), manifest.getServing(),
                    manifest.getRule(), manifest.getPointWeight());
        }
    }

    public Canary(List<TrainingSample> samples) {
        objects = samples.stream().map(TrainingSample::object).toList();
        labels = samples.stream().mapToInt(TrainingSample::label).toArray();
    }

    /** Macro accuracy of a model's joint decision. */
    double accuracy(Checkpoint model) {
        Double known = measured.get(Model.of(model));
        if (known != null) {
            return known;
        }
        try (Classifier classifier = Classifier.open(model)) {
            return accuracy(model, classifier);
        }
    }

    /** The same, with the model's classifier at hand. */
    double accuracy(Checkpoint model, Classifier classifier) {
        return measured.computeIfAbsent(Model.of(model),
                m -> ClassCounts.of(predictions(classifier), labels).macroAccuracy());
    }

    private int[] predictions(Classifier classifier) {
        ClassScores scores = classifier.classifyEncoded(objects);
        return IntStream.range(0, labels.length).map(i -> classifier.decide(scores, i).label()).toArray();
    }
}
