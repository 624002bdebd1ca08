package dev.understudy.replay.harvest;

import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.metrics.TruthMatcher.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The objects of one LiDAR frame and what they truly are.
 *
 * @param set the frame's objects with crops and tracks, as the live stage publishes them
 * @param truth the frame's labels, or {@code null} when the log has none for it
 * @param matches what each cluster is, in the set's order; empty without truth
 */
public record HarvestedFrame(ClusterSet set, Truth truth, List<Match> matches) {

    /** True class by cluster in the log's own taxonomy; {@code null} for a cluster that is not to be scored. */
    public List<String> classes() {
        if (truth == null) {
            return Collections.nCopies(set.getClustersCount(), null);
        }
        return Collections.unmodifiableList(
                matches.stream().map(Match::className).collect(ArrayList::new, ArrayList::add, ArrayList::addAll));
    }

    /** The clusters that are to be scored. */
    public List<LabelledObject> objects() {
        List<LabelledObject> objects = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            if (match.className() != null) {
                String track = match.object() == null ? "" : match.object().track();
                objects.add(new LabelledObject(set.getClusters(i), match.className(), track, truth.domain(),
                        set.getRobotId(), set.getStampNs()));
            }
        }
        return objects;
    }
}
