package dev.understudy.perception.camera;

import com.google.protobuf.ByteString;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import java.util.Arrays;

/**
 * Image boxes of all clusters of a frame, and how much of each is hidden behind nearer ones. Pixels, clipped to the
 * image; the results are valid until the next call of {@link #project}. Not thread-safe.
 */
final class ImageBoxes {

    /** Cells along each side of the grid over an image box in which occlusion is counted. */
    private static final int GRID = 16;

    private int count;
    // Projected points of all clusters that are in the image, one after another: cluster i has those from
    // start[i] up to start[i + 1].
    private float[] us = new float[1 << 14];
    private float[] vs = new float[1 << 14];
    private int[] start = new int[1];
    // left, top, right, bottom of each cluster.
    private float[] edges = new float[0];
    private float[] visible = new float[0];
    private float[] range = new float[0];
    private final boolean[] covered = new boolean[GRID * GRID];

    /** Projects every cluster of the set. */
    void project(ClusterSet set, Projection projection) {
        reserve(set);
        for (int i = 0; i < count; i++) {
            Cluster cluster = set.getClusters(i);
            start[i + 1] = projectPoints(cluster, projection, start[i]);
            int inImage = start[i + 1] - start[i];
            visible[i] = inImage == 0 ? 0 : (float) inImage / cluster.getPoints().getCount();
            range[i] = cluster.getRange();
            bound(i);
        }
    }

    double left(int i) {
        return edges[4 * i];
    }

    double top(int i) {
        return edges[4 * i + 1];
    }

    double right(int i) {
        return edges[4 * i + 2];
    }

    double bottom(int i) {
        return edges[4 * i + 3];
    }

    /** Share of the cluster's points that project into the image, [0, 1]. */
    double visibleFraction(int i) {
        return visible[i];
    }

    /**
     * Share of the image box covered by points of nearer clusters, [0, 1]. Each point stands for a square as large as
     * its cluster's image box divided among its points, so that thinned-out clusters hide as much as dense ones.
     */
    double occludedFraction(int i) {
        Arrays.fill(covered, false);
        for (int j = 0; j < count; j++) {
            if (range[j] < range[i] && start[j] < start[j + 1] && overlap(i, j)) {
                cover(i, j);
            }
        }
        int hidden = 0;
        for (boolean cell : covered) {
            hidden += cell ? 1 : 0;
        }
        return (double) hidden / covered.length;
    }

    private void reserve(ClusterSet set) {
        count = set.getClustersCount();
        if (start.length < count + 1) {
            start = new int[2 * count + 1];
            edges = new float[8 * count];
            visible = new float[2 * count];
            range = new float[2 * count];
        }
        int points = 0;
        for (Cluster cluster : set.getClustersList()) {
            points += cluster.getPoints().getCount();
        }
        if (us.length < points) {
            us = new float[2 * points];
            vs = new float[2 * points];
        }
    }

    private int projectPoints(Cluster cluster, Projection projection, int from) {
        ByteString xyz = cluster.getPoints().getXyz();
        float scale = cluster.getPoints().getScale();
        int at = from;
        for (int p = 0; p < cluster.getPoints().getCount(); p++) {
            if (projection.project(cluster.getBox().getX() + scale * int16(xyz, 6 * p),
                    cluster.getBox().getY() + scale * int16(xyz, 6 * p + 2),
                    cluster.getBox().getZ() + scale * int16(xyz, 6 * p + 4)) && projection.inImage()) {
                us[at] = (float) projection.u();
                vs[at] = (float) projection.v();
                at++;
            }
        }
        return at;
    }

    private static int int16(ByteString bytes, int at) {
        return (short) ((bytes.byteAt(at) & 0xFF) | bytes.byteAt(at + 1) << 8);
    }

    private void bound(int i) {
        float left = Float.POSITIVE_INFINITY;
        float top = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        for (int p = start[i]; p < start[i + 1]; p++) {
            left = Math.min(left, us[p]);
            top = Math.min(top, vs[p]);
            right = Math.max(right, us[p]);
            bottom = Math.max(bottom, vs[p]);
        }
        edges[4 * i] = left;
        edges[4 * i + 1] = top;
        edges[4 * i + 2] = right;
        edges[4 * i + 3] = bottom;
    }

    private boolean overlap(int i, int j) {
        return left(j) < right(i) && left(i) < right(j) && top(j) < bottom(i) && top(i) < bottom(j);
    }

    private void cover(int i, int j) {
        double cellWidth = (right(i) - left(i)) / GRID;
        double cellHeight = (bottom(i) - top(i)) / GRID;
        double half = 0.5 * Math.sqrt((right(j) - left(j)) * (bottom(j) - top(j)) / (start[j + 1] - start[j]));
        for (int p = start[j]; p < start[j + 1]; p++) {
            int x0 = Math.max(0, (int) Math.floor((us[p] - half - left(i)) / cellWidth));
            int x1 = Math.min(GRID - 1, (int) Math.floor((us[p] + half - left(i)) / cellWidth));
            int y0 = Math.max(0, (int) Math.floor((vs[p] - half - top(i)) / cellHeight));
            int y1 = Math.min(GRID - 1, (int) Math.floor((vs[p] + half - top(i)) / cellHeight));
            for (int y = y0; y <= y1; y++) {
                Arrays.fill(covered, y * GRID + x0, Math.max(y * GRID + x0, y * GRID + x1 + 1), true);
            }
        }
    }
}
