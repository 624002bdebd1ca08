package dev.understudy.cli.classify;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.label.Decision;
import dev.understudy.learning.label.Fusion;
import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.objects.LabelledCluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labelled objects that a checkpoint is scored on, under a taxonomy's names. */
public final class ObjectScoring {

    private final Taxonomy taxonomy;
    private final Map<String, Integer> skipped = new TreeMap<>();
    private final List<LabelledCluster> scored = new ArrayList<>();
    private final List<String> truths = new ArrayList<>();

    /** Leaves out objects of classes that the taxonomy ignores. */
    public ObjectScoring(Taxonomy taxonomy, List<LabelledCluster> all) {
        this.taxonomy = taxonomy;
        for (LabelledCluster object : all) {
            taxonomy.map(object.dataset(), object.className()).ifPresentOrElse(own -> {
                scored.add(object);
                truths.add(own);
            }, () -> skipped.merge(object.dataset() + "/" + object.className(), 1, Integer::sum));
        }
    }

    int size() {
        return scored.size();
    }

    Map<String, Integer> skipped() {
        return skipped;
    }

    /** Scores in the order point, image, joint. */
    public Map<String, ClassificationReport.Branch> score(Checkpoint checkpoint) {
        Map<String, BranchScores> branches = new LinkedHashMap<>();
        for (String name : List.of("point", "image", "joint")) {
            branches.put(name, new BranchScores(taxonomy));
        }
        try (Classifier classifier = Classifier.open(checkpoint)) {
            ClassScores scores = classifier.classify(scored.stream().map(LabelledCluster::cluster).toList());
            for (int i = 0; i < scored.size(); i++) {
                add(branches.get("point"), scored.get(i), truths.get(i), scores.point()[i]);
                add(branches.get("image"), scored.get(i), truths.get(i), scores.image()[i]);
                Decision joint = classifier.decide(scores, i);
                branches.get("joint").add(scored.get(i), truths.get(i), joint.label(), joint.confidence());
            }
        }
        Map<String, ClassificationReport.Branch> reports = new LinkedHashMap<>();
        branches.forEach((name, scores) -> reports.put(name, scores.report()));
        return reports;
    }

    private static void add(BranchScores branch, LabelledCluster object, String truth, float[] distribution) {
        if (distribution != null) {
            int best = Fusion.argmax(distribution);
            branch.add(object, truth, best, distribution[best]);
        }
    }
}
