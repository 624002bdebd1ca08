package dev.understudy.learning.label;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How often one robot's branches say the same beyond what chance would give: Cohen's kappa (1960) over its tracks, each
 * counted once, for the views of one object are one witness. Older tracks fade. Not thread-safe.
 */
public final class BranchKappa {

    /** Per track: about the last fifty count. */
    private static final double DECAY = 0.98;
    /** Tracks that are not counted again when they come back; more than a robot sees at once. */
    private static final int REMEMBERED = 128;

    private final double[] point;
    private final double[] image;
    private double agreed;
    private boolean distrusted;
    private final Set<String> counted = new LinkedHashSet<>();

    public BranchKappa(int classes) {
        point = new double[classes];
        image = new double[classes];
    }

    /**
     * Goes on from another's figures.
     *
     * @throws IllegalArgumentException when both do not count the same classes
     */
    public static BranchKappa of(double[] point, double[] image, double agreed, boolean distrusted,
            Collection<String> counted) {
        if (point.length != image.length) {
            throw new IllegalArgumentException(point.length + " and " + image.length + " classes");
        }
        BranchKappa out = new BranchKappa(point.length);
        System.arraycopy(point, 0, out.point, 0, point.length);
        System.arraycopy(image, 0, out.image, 0, image.length);
        out.agreed = agreed;
        out.distrusted = distrusted;
        out.counted.addAll(counted);
        return out;
    }

    /** Counts a track's first view; returns false for every later one. */
    boolean observe(String track, int ofPoint, int ofImage) {
        if (!counted.add(track)) {
            return false;
        }
        if (counted.size() > REMEMBERED) {
            counted.remove(counted.iterator().next());
        }
        for (int k = 0; k < point.length; k++) {
            point[k] *= DECAY;
            image[k] *= DECAY;
        }
        agreed *= DECAY;
        point[ofPoint]++;
        image[ofImage]++;
        agreed += ofPoint == ofImage ? 1 : 0;
        return true;
    }

    /** Tracks counted, faded. */
    public double tracks() {
        return Arrays.stream(point).sum();
    }

    /** 0 for chance, 1 for branches that always agree, also where they only ever name one and the same class. */
    public double value() {
        double n = tracks();
        double chance = 0;
        for (int k = 0; k < point.length; k++) {
            chance += point[k] / n * (image[k] / n);
        }
        return 1 - chance < 1e-9 ? 1 : (agreed / n - chance) / (1 - chance);
    }

    void distrust(boolean is) {
        distrusted = is;
    }

    /** Faded tracks by the point branch's class. */
    public double[] byPoint() {
        return point.clone();
    }

    /** Faded tracks by the image branch's class. */
    public double[] byImage() {
        return image.clone();
    }

    /** Faded tracks that both branches name alike. */
    public double agreed() {
        return agreed;
    }

    /** Whether its robot was trusted no more. */
    public boolean isDistrusted() {
        return distrusted;
    }

    /** The newest tracks counted, the oldest first. */
    public List<String> counted() {
        return List.copyOf(counted);
    }
}
