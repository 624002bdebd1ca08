package dev.understudy.replay.metrics;

import dev.understudy.perception.tracking.Assignment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores ids over frames: MOTA (Bernardin and Stiefelhagen 2008) and IDF1 (Ristani et al. 2016). Only detections that
 * lie on labelled objects are counted, so that unlabelled parts of the scene neither help nor hurt.
 */
public final class TrackingScore {

    private final Map<String, Map<Long, Integer>> together = new LinkedHashMap<>();
    private final Map<String, Long> lastId = new HashMap<>();
    private final Map<Long, Integer> columns = new LinkedHashMap<>();
    private int objects;
    private int missed;
    private int extra;
    private int switches;

    /** An object of a frame that was detected under an id. */
    public void detected(String track, long id) {
        objects++;
        Long before = lastId.put(track, id);
        switches += before != null && before != id ? 1 : 0;
        together.computeIfAbsent(track, name -> new HashMap<>()).merge(id, 1, Integer::sum);
        columns.putIfAbsent(id, columns.size());
    }

    /** An object of a frame that was not detected. */
    public void missed(String track) {
        objects++;
        missed++;
        together.computeIfAbsent(track, name -> new HashMap<>());
    }

    /** One more detection on an object that already has one. */
    public void extra(long id) {
        extra++;
        columns.putIfAbsent(id, columns.size());
    }

    public int objects() {
        return objects;
    }

    public int tracks() {
        return together.size();
    }

    /** Times an object's id was not the one it had when last detected. */
    public int switches() {
        return switches;
    }

    /** 1 - (missed + extra + switches) / objects. */
    public double mota() {
        return objects == 0 ? 0 : 1 - (missed + extra + switches) / (double) objects;
    }

    /** F1 of detections that carry the one id given to their object by the best assignment of ids to objects. */
    public double idf1() {
        int detections = objects - missed + extra;
        return objects + detections == 0 ? 0 : 2.0 * rightlyNamed() / (objects + detections);
    }

    private int rightlyNamed() {
        boolean flipped = together.size() > columns.size();
        int rows = Math.min(together.size(), columns.size());
        int width = Math.max(together.size(), columns.size());
        double[] cost = new double[rows * width];
        int track = 0;
        for (Map<Long, Integer> ids : together.values()) {
            for (Map.Entry<Long, Integer> entry : ids.entrySet()) {
                int id = columns.get(entry.getKey());
                cost[flipped ? id * width + track : track * width + id] = -entry.getValue();
            }
            track++;
        }
        int[] columnOf = new int[rows];
        new Assignment().solve(cost, rows, width, columnOf);
        int sum = 0;
        for (int row = 0; row < rows; row++) {
            sum -= columnOf[row] < 0 ? 0 : (int) cost[row * width + columnOf[row]];
        }
        return sum;
    }
}
