package dev.understudy.cli.evaluate;

import dev.understudy.cli.frames.JoinedFrame;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.metrics.TruthMatcher;
import dev.understudy.replay.metrics.TruthMatcher.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Scores frames against their labels by the box rule ({@link TruthMatcher}). Only objects whose class the taxonomy has
 * count: what lies in no labelled box, in a region nobody labelled, or in boxes of ignored classes is never a mistake.
 *
 * <p>The truth's domain names the data set whose class names it uses; a simulator's domains use the taxonomy's own.
 * An object that lies in a box is the same whichever {@link LabelCoverage} the labels have, so the narrow one serves
 * all.
 */
final class FrameScorer implements Consumer<JoinedFrame> {

    private final Taxonomy taxonomy;
    private final TruthMatcher matcher = new TruthMatcher(LabelCoverage.CAMERA_VIEW);
    private final List<ScoredObject> objects = new ArrayList<>();
    private final List<EventDigest> digests = new ArrayList<>();
    private final List<Map<String, Long>> said = new ArrayList<>();
    private final Examples examples;
    private int labelledFrames;

    FrameScorer(Taxonomy taxonomy, int models, Examples examples) {
        this.taxonomy = taxonomy;
        this.examples = examples;
        for (int i = 0; i < models; i++) {
            digests.add(new EventDigest());
            said.add(new TreeMap<>());
        }
    }

    @Override
    public void accept(JoinedFrame frame) {
        for (int m = 0; m < digests.size(); m++) {
            for (ClassifiedObject event : frame.events().get(m).values()) {
                digests.get(m).add(event);
                said.get(m).merge(event.getClassName(), 1L, Long::sum);
            }
        }
        if (frame.truth() != null) {
            labelledFrames++;
            frame.set().getClustersList().forEach(cluster -> score(frame, cluster));
        }
    }

    private void score(JoinedFrame frame, Cluster cluster) {
        Match match = matcher.match(cluster, frame.truth());
        if (match.object() == null) {
            return;
        }
        taxonomy.map(frame.truth().domain(), match.className()).ifPresent(truth -> {
            List<ScoredObject.Said> answers = frame.events().stream().map(e -> e.get(cluster.getIndex()))
                    .map(e -> new ScoredObject.Said(e.getClassName(), e.getScore())).toList();
            ScoredObject object = new ScoredObject(frame.set().getStampNs(),
                    frame.set().getRobotId() + '/' + match.object().track(), cluster.getRange(),
                    cluster.getPointCount(), truth, answers);
            objects.add(object);
            examples.consider(new Examples.Example(object, frame.set(), cluster, match.object().box()));
        });
    }

    /** Every scored object, in the order of completion. */
    List<ScoredObject> objects() {
        return objects;
    }

    EventDigest digest(int model) {
        return digests.get(model);
    }

    /** Events of a model by class. */
    Map<String, Long> said(int model) {
        return said.get(model);
    }

    int labelledFrames() {
        return labelledFrames;
    }
}
