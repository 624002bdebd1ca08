package dev.understudy.cli.bench;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;

/**
 * The plain tracker to beat: a cluster takes the id of the nearest cluster of the last frame within a radius, if that
 * is still free.
 */
final class NearestCentroid {

    private final double radius;
    private double[] lastX = new double[0];
    private double[] lastY = new double[0];
    private long[] lastIds = new long[0];
    private long nextId = 1;

    NearestCentroid(double radius) {
        this.radius = radius;
    }

    /** Ids of the set's clusters; the pose moves their centres into the frame in which they are compared. */
    long[] track(ClusterSet set, RigidTransform pose) {
        int count = set.getClustersCount();
        double[] x = new double[count];
        double[] y = new double[count];
        long[] ids = new long[count];
        boolean[] taken = new boolean[lastIds.length];
        for (int i = 0; i < count; i++) {
            Cluster cluster = set.getClusters(i);
            x[i] = pose.applyX(cluster.getBox().getX(), cluster.getBox().getY(), cluster.getBox().getZ());
            y[i] = pose.applyY(cluster.getBox().getX(), cluster.getBox().getY(), cluster.getBox().getZ());
            int best = nearestFree(x[i], y[i], taken);
            ids[i] = best < 0 ? nextId++ : lastIds[best];
            if (best >= 0) {
                taken[best] = true;
            }
        }
        lastX = x;
        lastY = y;
        lastIds = ids;
        return ids;
    }

    private int nearestFree(double x, double y, boolean[] taken) {
        int best = -1;
        double nearest = radius;
        for (int k = 0; k < taken.length; k++) {
            double distance = StrictMath.hypot(lastX[k] - x, lastY[k] - y);
            if (!taken[k] && distance < nearest) {
                nearest = distance;
                best = k;
            }
        }
        return best;
    }
}
