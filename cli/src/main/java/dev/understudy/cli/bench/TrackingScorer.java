package dev.understudy.cli.bench;

import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.perception.objects.FrameHeader;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.perception.tracking.ObjectTracker;
import dev.understudy.perception.tracking.TrackerConfig;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.TrackerState;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.metrics.ObjectRecovery;
import dev.understudy.replay.metrics.TrackingScore;
import dev.understudy.replay.metrics.TruthMatcher;
import dev.understudy.replay.scan.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the tracker and the plain ones over the same clusters and scores their ids. */
final class TrackingScorer {

    static final String OURS = "understudy";
    private static final double[] RADII = {0.5, 1, 1.5, 2, 3, 4};

    private final ObjectSegmenter segmenter = ObjectSegmenter.defaults();
    private final ObjectTracker tracker = new ObjectTracker(TrackerConfig.defaults());
    private final TrackerState.Builder state = TrackerState.newBuilder();
    private final TruthMatcher matcher = new TruthMatcher(LabelCoverage.CAMERA_VIEW);
    private final Map<String, NearestCentroid> plain = new LinkedHashMap<>();
    private final Map<String, TrackingScore> scores = new LinkedHashMap<>();
    private int frames;

    TrackingScorer() {
        scores.put(OURS, new TrackingScore());
        for (double radius : RADII) {
            for (String frame : List.of("sensor", "fixed")) {
                String name = "nearest centroid, " + radius + " m, " + frame + " frame";
                plain.put(name, new NearestCentroid(radius));
                scores.put(name, new TrackingScore());
            }
        }
    }

    void add(Scan scan) {
        ClusterSet set = segmenter.segment(new FrameHeader("robot", "lidar", scan.stampNanos(), frames++),
                PointCloud.of(scan.xyzi()));
        RigidTransform pose = scan.pose() == null ? null : scan.pose().fixedFromFrame();
        ClusterSet tracked = tracker.track(set, pose, state);
        Map<String, List<Integer>> detections = detections(set, scan);
        List<ObjectRecovery.Target> targets = new ObjectRecovery(scan).targets();
        score(scores.get(OURS), targets, detections,
                tracked.getClustersList().stream().mapToLong(Cluster::getTrackId).toArray());
        plain.forEach((name, nearest) -> {
            boolean fixed = name.contains("fixed") && pose != null;
            score(scores.get(name), targets, detections, nearest.track(set, fixed ? pose : RigidTransform.IDENTITY));
        });
    }

    int frames() {
        return frames;
    }

    /** Scores by tracker, ours first. */
    Map<String, TrackingScore> scores() {
        return scores;
    }

    /** Clusters by the labelled object they lie on, largest first. */
    private Map<String, List<Integer>> detections(ClusterSet set, Scan scan) {
        List<TruthMatcher.Match> matches = matcher.match(set, scan.truth());
        Map<String, List<Integer>> out = new HashMap<>();
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).object() != null) {
                out.computeIfAbsent(matches.get(i).object().track(), track -> new ArrayList<>()).add(i);
            }
        }
        out.values().forEach(list -> list.sort((a, b) ->
                Integer.compare(set.getClusters(b).getPointCount(), set.getClusters(a).getPointCount())));
        return out;
    }

    private static void score(TrackingScore score, List<ObjectRecovery.Target> targets,
            Map<String, List<Integer>> detections, long[] ids) {
        for (ObjectRecovery.Target target : targets) {
            List<Integer> clusters = detections.getOrDefault(target.object().track(), List.of());
            if (clusters.isEmpty()) {
                score.missed(target.object().track());
                continue;
            }
            score.detected(target.object().track(), ids[clusters.get(0)]);
            clusters.stream().skip(1).forEach(cluster -> score.extra(ids[cluster]));
        }
    }
}
