package dev.understudy.perception.segmentation;

/** Union-find over cells, by size, with path halving. Grows and is reused. */
final class CellForest {

    int[] parent = new int[0];
    private int[] weight = new int[0];
    private int size;

    /** Every cell alone. */
    void reset(int cells) {
        size = cells;
        if (parent.length < cells) {
            int room = Math.max(cells, parent.length + (parent.length >> 1));
            parent = new int[room];
            weight = new int[room];
        }
        for (int i = 0; i < cells; i++) {
            parent[i] = i;
            weight[i] = 1;
        }
    }

    int root(int cell) {
        int node = cell;
        while (parent[node] != node) {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }
        return node;
    }

    /** Joins two different roots and returns the one that remains. */
    int union(int a, int b) {
        int large = weight[a] >= weight[b] ? a : b;
        int small = a + b - large;
        parent[small] = large;
        weight[large] += weight[small];
        return large;
    }

    /** Makes every parent a root. */
    void flatten() {
        for (int i = 0; i < size; i++) {
            parent[i] = root(i);
        }
    }
}
