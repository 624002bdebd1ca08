package dev.understudy.cli.demo;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.TruthFrame;
import java.util.HashMap;
import java.util.Map;

/** What has arrived of one LiDAR frame on its three topics; complete once every cluster has its event. */
final class PendingFrame {

    private final Map<Integer, ClassifiedObject> events = new HashMap<>();
    private ClusterSet clusters;
    private TruthFrame truth;

    void clusters(ClusterSet set) {
        clusters = set;
    }

    void truth(TruthFrame frame) {
        truth = frame;
    }

    void event(ClassifiedObject event) {
        events.put(event.getClusterIndex(), event);
    }

    /** Complete as far as the stream goes; truth only where the log has labels. */
    boolean complete(boolean needsTruth) {
        return clusters != null && events.size() >= clusters.getClustersCount() && (truth != null || !needsTruth);
    }

    ClusterSet clusters() {
        return clusters;
    }

    TruthFrame truth() {
        return truth;
    }

    ClassifiedObject event(int clusterIndex) {
        return events.get(clusterIndex);
    }
}
