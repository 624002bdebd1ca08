package dev.understudy.cli.evaluate;

import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The objects that the report shows, of the first model: its surest mistakes, and its surest right answers for
 * comparison. Memory is bounded: so many are kept, one of each physical object.
 */
final class Examples {

    private static final Comparator<Example> SUREST = Comparator.comparingDouble((Example e) -> -e.score())
            .thenComparing(e -> e.object().track()).thenComparingLong(e -> e.object().stampNanos());

    private final int mistakes;
    private final int right;
    private final List<Example> worst = new ArrayList<>();
    private final List<Example> best = new ArrayList<>();

    Examples(int mistakes, int right) {
        this.mistakes = mistakes;
        this.right = right;
    }

    void consider(Example example) {
        if (example.object().isRight(0)) {
            keep(best, example, right);
        } else {
            keep(worst, example, mistakes);
        }
    }

    private static void keep(List<Example> kept, Example example, int limit) {
        if (limit > 0 && (kept.size() < limit || SUREST.compare(example, kept.get(kept.size() - 1)) < 0)) {
            kept.add(example);
            kept.sort(SUREST);
            Set<String> tracks = new HashSet<>();
            kept.removeIf(e -> !tracks.add(e.object().track()));
            if (kept.size() > limit) {
                kept.remove(kept.size() - 1);
            }
        }
    }

    /** Surest mistakes first. */
    List<Example> worst() {
        return List.copyOf(worst);
    }

    /** Surest right answers first. */
    List<Example> best() {
        return List.copyOf(best);
    }

    /**
     * One object and the frame it was in.
     *
     * @param truthBox its labelled box in the LiDAR frame
     */
    record Example(ScoredObject object, ClusterSet set, Cluster cluster, OrientedBox truthBox) {

        double score() {
            return object.said().get(0).score();
        }
    }
}
