package dev.understudy.perception.segmentation;

import java.util.Arrays;

/** From components to numbered clusters: labels and groups points, and groups cells. Scratch grows and is reused. */
final class Clusters {

    /** Ids of components that are no cluster, and of those that have not got theirs yet. */
    private static final int TOO_FEW = 0;
    private static final int NEW = -1;

    private final int minPoints;
    // Per component (numbered by one of its cells): points, then its cluster id, and where its next point goes.
    private int[] sizes = new int[0];
    private int[] ids = new int[0];
    private int[] next = new int[0];
    private int listed;
    // Cells grouped by cluster: those of one begin at cellStarts[id].
    int[] cells = new int[0];
    int[] cellStarts = new int[0];

    Clusters(int minPoints) {
        this.minPoints = minPoints;
    }

    /**
     * Gives every component of enough points an id, in the order of first points, labels its points and lists them.
     *
     * @param others indices of the points that were linked
     */
    void number(SingleLinkage linkage, int[] others, int count, Segmentation result) {
        countPoints(linkage);
        listed = 0;
        result.setClusters(0);
        for (int start = 0; start < count; start += VoxelColumns.BLOCK) {
            number(linkage, others, start, Math.min(count, start + VoxelColumns.BLOCK), result);
        }
        result.starts[result.clusters + 1] = listed;
        groupCells(linkage, result.clusters);
    }

    private void number(SingleLinkage linkage, int[] others, int start, int end, Segmentation result) {
        int[] labels = result.labels;
        int[] order = result.order;
        for (int i = start; i < end; i++) {
            int component = linkage.component(i);
            int id = ids[component];
            if (id == TOO_FEW) {
                continue;
            }
            if (id == NEW) {
                id = result.clusters + 1;
                ids[component] = id;
                next[component] = listed;
                result.setClusters(id);
                result.starts[id] = listed;
                listed += sizes[component];
            }
            labels[others[i]] = id;
            order[next[component]++] = others[i];
        }
    }

    private void countPoints(SingleLinkage linkage) {
        VoxelColumns grid = linkage.grid();
        if (sizes.length < grid.cells) {
            int room = Math.max(grid.cells, sizes.length + (sizes.length >> 1));
            sizes = new int[room];
            ids = new int[room];
            next = new int[room];
            cells = new int[room];
        }
        Arrays.fill(sizes, 0, grid.cells, 0);
        for (int cell = 0; cell < grid.cells; cell++) {
            sizes[linkage.componentOfCell(cell)] += grid.first[cell + 1] - grid.first[cell];
        }
        for (int cell = 0; cell < grid.cells; cell++) {
            ids[cell] = sizes[cell] < minPoints ? TOO_FEW : NEW;
        }
    }

    private void groupCells(SingleLinkage linkage, int clusters) {
        if (cellStarts.length < clusters + 2) {
            cellStarts = new int[2 * (clusters + 2)];
        }
        int count = linkage.grid().cells;
        Arrays.fill(cellStarts, 0, clusters + 2, 0);
        for (int cell = 0; cell < count; cell++) {
            cellStarts[ids[linkage.componentOfCell(cell)] + 1]++;
        }
        int outside = cellStarts[1];
        cellStarts[1] = 0;
        for (int id = 2; id <= clusters + 1; id++) {
            cellStarts[id] += cellStarts[id - 1];
        }
        for (int cell = 0; cell < count; cell++) {
            int id = ids[linkage.componentOfCell(cell)];
            if (id > 0) {
                cells[cellStarts[id]++] = cell;
            }
        }
        // Each start has run up to the next cluster's.
        System.arraycopy(cellStarts, 1, cellStarts, 2, clusters);
        cellStarts[1] = 0;
        assert cellStarts[clusters + 1] + outside == count;
    }
}
