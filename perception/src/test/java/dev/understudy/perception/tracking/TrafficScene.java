package dev.understudy.perception.tracking;

import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.OrientedBox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Test scene: lanes of objects that meet and cross at 10 Hz with noisy centres and missed detections. The object behind
 * a cluster is kept in its {@code point_count}, which no tracker reads.
 */
final class TrafficScene {

    static final long PERIOD_NANOS = 100_000_000L;

    private TrafficScene() {
    }

    /** Frames of {@code objects} objects that cross one point of the road from all sides, and pairs that pass. */
    static List<ClusterSet> crossing(long seed, int objects, int frames, double missRate) {
        Random random = new Random(seed);
        double[] angle = new double[objects];
        double[] speed = new double[objects];
        double[] meets = new double[objects];
        for (int o = 0; o < objects; o++) {
            angle[o] = 2 * Math.PI * o / objects + 0.2 * random.nextGaussian();
            speed[o] = 5 + 10 * random.nextDouble();
            meets[o] = 0.05 * frames + 0.05 * frames * random.nextGaussian() * 0.2;
        }
        List<ClusterSet> out = new ArrayList<>();
        for (int f = 0; f < frames; f++) {
            ClusterSet.Builder set = ClusterSet.newBuilder().setStampNs((f + 1) * PERIOD_NANOS);
            for (int o = 0; o < objects; o++) {
                double along = speed[o] * (0.1 * f - meets[o]);
                double aside = 1.5 * (o % 3 - 1);
                if (random.nextDouble() >= missRate) {
                    set.addClusters(cluster(o, along * Math.cos(angle[o]) - aside * Math.sin(angle[o])
                            + 0.1 * random.nextGaussian(), along * Math.sin(angle[o]) + aside * Math.cos(angle[o])
                            + 0.1 * random.nextGaussian()));
                }
            }
            out.add(set.build());
        }
        return out;
    }

    static Cluster cluster(int object, double x, double y) {
        return Cluster.newBuilder().setPointCount(object).setBox(OrientedBox.newBuilder().setX(x).setY(y)
                .setLength(1.8).setWidth(0.8).setHeight(1.6)).build();
    }

    /** Times an object's id differs from the id it had when last seen. */
    static int switches(List<ClusterSet> tracked) {
        Map<Integer, Long> lastId = new HashMap<>();
        int switches = 0;
        for (ClusterSet set : tracked) {
            for (Cluster cluster : set.getClustersList()) {
                Long before = lastId.put(cluster.getPointCount(), cluster.getTrackId());
                switches += before != null && before != cluster.getTrackId() ? 1 : 0;
            }
        }
        return switches;
    }

    /** Baseline: each cluster takes the id of the nearest centroid of the last frame within a radius, if still free. */
    static List<ClusterSet> nearestCentroid(List<ClusterSet> frames, double radius) {
        List<ClusterSet> out = new ArrayList<>();
        long nextId = 1;
        ClusterSet last = ClusterSet.getDefaultInstance();
        for (ClusterSet frame : frames) {
            ClusterSet.Builder set = frame.toBuilder();
            boolean[] taken = new boolean[last.getClustersCount()];
            for (Cluster.Builder cluster : set.getClustersBuilderList()) {
                int best = -1;
                double nearest = radius;
                for (int k = 0; k < taken.length; k++) {
                    double d = Math.hypot(last.getClusters(k).getBox().getX() - cluster.getBox().getX(),
                            last.getClusters(k).getBox().getY() - cluster.getBox().getY());
                    if (!taken[k] && d < nearest) {
                        nearest = d;
                        best = k;
                    }
                }
                if (best >= 0) {
                    taken[best] = true;
                }
                cluster.setTrackId(best >= 0 ? last.getClusters(best).getTrackId() : nextId++);
            }
            last = set.build();
            out.add(last);
        }
        return out;
    }
}
