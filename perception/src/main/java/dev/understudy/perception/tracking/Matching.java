package dev.understudy.perception.tracking;

import java.util.Arrays;

/**
 * Matches tracks and clusters of one frame so that the sum of gains is best, solving every group of tracks and clusters
 * that may exchange partners on its own: groups are small, so the cubic method stays cheap. Buffers grow to the largest
 * frame seen. Deterministic; not thread-safe.
 */
final class Matching {

    private final Assignment assignment = new Assignment();
    private int tracks;
    private int clusters;
    // Cost of each pair, track-major, at most 0; 0 = not allowed.
    private double[] cost = new double[0];
    // Union-find over tracks, then clusters.
    private int[] parent = new int[0];
    private int[] clusterOf = new int[0];
    private int[] trackOf = new int[0];
    // One group: its tracks, clusters, costs and solution.
    private int[] groupTracks = new int[0];
    private int[] groupClusters = new int[0];
    private double[] groupCost = new double[0];
    private int[] solution = new int[0];

    void reset(int trackCount, int clusterCount) {
        tracks = trackCount;
        clusters = clusterCount;
        if (clusterOf.length < tracks || trackOf.length < clusters) {
            clusterOf = new int[2 * tracks];
            trackOf = new int[2 * clusters];
            groupTracks = new int[2 * tracks];
            groupClusters = new int[2 * clusters];
            parent = new int[2 * (tracks + clusters)];
            solution = new int[2 * Math.max(tracks, clusters)];
        }
        if (cost.length < tracks * clusters) {
            cost = new double[2 * tracks * clusters];
        }
        Arrays.fill(cost, 0, tracks * clusters, 0);
        Arrays.fill(clusterOf, 0, tracks, -1);
        Arrays.fill(trackOf, 0, clusters, -1);
        for (int n = 0; n < tracks + clusters; n++) {
            parent[n] = n;
        }
    }

    /** Lets a track and a cluster match at a negative cost. */
    void allow(int track, int cluster, double negativeCost) {
        cost[track * clusters + cluster] = negativeCost;
        parent[root(track)] = root(tracks + cluster);
    }

    void solve() {
        for (int n = 0; n < tracks + clusters; n++) {
            if (root(n) == n) {
                solveGroup(n);
            }
        }
    }

    /** Cluster matched to a track, or -1. */
    int clusterOf(int track) {
        return clusterOf[track];
    }

    /** Track matched to a cluster, or -1. */
    int trackOf(int cluster) {
        return trackOf[cluster];
    }

    private void solveGroup(int root) {
        int rows = members(root, 0, tracks, groupTracks);
        int columns = members(root, tracks, clusters, groupClusters);
        if (rows == 0 || columns == 0) {
            return;
        }
        boolean flipped = rows > columns;
        if (groupCost.length < rows * columns) {
            groupCost = new double[2 * rows * columns];
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                groupCost[flipped ? c * rows + r : r * columns + c] =
                        cost[groupTracks[r] * clusters + groupClusters[c]];
            }
        }
        assignment.solve(groupCost, Math.min(rows, columns), Math.max(rows, columns), solution);
        for (int k = 0; k < Math.min(rows, columns); k++) {
            if (solution[k] >= 0) {
                int track = groupTracks[flipped ? solution[k] : k];
                int cluster = groupClusters[flipped ? k : solution[k]];
                clusterOf[track] = cluster;
                trackOf[cluster] = track;
            }
        }
    }

    private int members(int root, int firstNode, int count, int[] into) {
        int found = 0;
        for (int k = 0; k < count; k++) {
            if (root(firstNode + k) == root) {
                into[found++] = k;
            }
        }
        return found;
    }

    private int root(int node) {
        int n = node;
        while (parent[n] != n) {
            parent[n] = parent[parent[n]];
            n = parent[n];
        }
        return n;
    }
}
