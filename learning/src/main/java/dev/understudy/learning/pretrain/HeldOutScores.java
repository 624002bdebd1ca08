package dev.understudy.learning.pretrain;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.label.JointRule;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.statistics.ClassCounts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Accuracy of each branch alone and of both fusions on labelled objects; a branch is scored where it has input. */
final class HeldOutScores {

    private HeldOutScores() {
    }

    static Map<String, Double> of(Checkpoint checkpoint, List<LabelledObject> objects) {
        ClassScores scores;
        try (Classifier classifier = Classifier.open(checkpoint)) {
            scores = classifier.classify(objects.stream().map(LabelledObject::cluster).toList());
        }
        Map<String, Double> out = new LinkedHashMap<>();
        put(out, "point", objects, i -> Fusion.argmax(scores.point()[i]));
        put(out, "image", objects, i -> scores.image()[i] == null ? -1 : Fusion.argmax(scores.image()[i]));
        for (Fusion fusion : List.of(Fusion.MAX, Fusion.MEAN)) {
            put(out, new JointRule(fusion).name(), objects,
                    i -> fusion.decide(scores.point()[i], scores.image()[i], 1).label());
        }
        return out;
    }

    private static void put(Map<String, Double> out, String name, List<LabelledObject> objects,
            IntUnaryOperator prediction) {
        int[] scored = IntStream.range(0, objects.size()).filter(i -> prediction.applyAsInt(i) >= 0).toArray();
        ClassCounts counts = ClassCounts.of(Arrays.stream(scored).map(prediction).toArray(),
                Arrays.stream(scored).map(i -> objects.get(i).label()).toArray());
        out.put(name + ".accuracy", counts.accuracy());
        out.put(name + ".macroAccuracy", counts.macroAccuracy());
    }
}
