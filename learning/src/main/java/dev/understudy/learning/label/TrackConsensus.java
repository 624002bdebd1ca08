package dev.understudy.learning.label;

import dev.understudy.proto.v1.Branch;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all views of one physical object say together: a decaying mean of the fused distributions along its track. A
 * near view names what a far one could not, so hard views get labels that no single frame could give. Bounded: the
 * least recently seen track is forgotten first. Not thread-safe.
 */
public final class TrackConsensus {

    private static final float DECAY = 0.9f; // per view; about the last ten views count
    private static final int TRACKS = 4096;

    private final Map<String, float[]> sums = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > TRACKS;
        }
    };

    /**
     * Adds one view.
     *
     * @param image class probabilities, or null when the view had no image
     * @param pointWeight weight of the point branch where both speak
     */
    public void add(String track, float[] point, float[] image, float pointWeight) {
        add(sums.computeIfAbsent(track, t -> new float[point.length]), point, image, pointWeight);
    }

    private static void add(float[] sum, float[] point, float[] image, float pointWeight) {
        for (int k = 0; k < sum.length; k++) {
            float view = image == null ? point[k] : (image[k] + pointWeight * point[k]) / (1 + pointWeight);
            sum[k] = DECAY * sum[k] + view;
        }
    }

    /** The class that one view alone makes likeliest. */
    static Decision ofOne(float[] point, float[] image, float pointWeight) {
        float[] view = new float[point.length];
        add(view, point, image, pointWeight);
        return decision(view);
    }

    /** Sums by track, the least recently seen first. */
    public Map<String, float[]> sums() {
        return new LinkedHashMap<>(sums);
    }

    /** Goes on from what {@link #sums} said. */
    public void load(Map<String, float[]> from) {
        sums.clear();
        from.forEach((track, sum) -> sums.put(track, sum.clone()));
    }

    /** The class all views agree on most and its mean probability; label -1 for a track that is not known. */
    public Decision of(String track) {
        float[] sum = sums.get(track);
        return sum == null ? new Decision(-1, 0, Branch.BRANCH_UNSPECIFIED) : decision(sum);
    }

    private static Decision decision(float[] sum) {
        float total = 0;
        for (float s : sum) {
            total += s;
        }
        int best = Fusion.argmax(sum);
        return new Decision(best, sum[best] / total, Branch.JOINT);
    }
}
