package dev.understudy.learning.label;

import dev.understudy.learning.statistics.Quantiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which robots' sensors tell of the same objects. A camera that is stuck, covered or another robot's sends crops that
 * have nothing to do with the points beside them: what the two branches say of them agrees no more often than by
 * chance. Measured as {@link BranchKappa} and held against the other robots: a hard domain lowers kappa, only a broken
 * sensor takes it to naught. A robot alone is trusted, there being nothing to hold it against. Bounded: the robot not
 * heard of for longest is forgotten first. Not thread-safe.
 */
public final class RobotTrust {

    /** Fading tracks without which a robot is not called broken, nor held against others. */
    static final double LEAST_TRACKS = 12;
    /** Kappa below which branches are called unrelated; chance gives 0. */
    private static final double UNRELATED = 0.15;
    /** Kappa that earns a robot its trust back; where the others have less, the domain is to blame. */
    private static final double RELATED = 0.3;
    /** Kappa that the others must have before one is called broken: they may only be the later ones to a hard place. */
    private static final double CLEARLY_RELATED = 0.4;
    private static final int ROBOTS = 1024;

    private final int classes;
    private final Map<String, BranchKappa> robots = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BranchKappa> eldest) {
            return size() > ROBOTS;
        }
    };
    private final Map<String, Change> changes = new LinkedHashMap<>();

    /**
     * A robot that is trusted no more, or again.
     *
     * @param kappa agreement of its branches beyond chance
     */
    public record Change(String robot, boolean trusted, double kappa) {
    }

    public RobotTrust(int classes) {
        this.classes = classes;
    }

    /**
     * Adds one view with both branches' answers; only a track's first one counts.
     *
     * @return whether the robot has just lost the trust it had
     */
    public boolean observe(String robot, String track, int point, int image) {
        BranchKappa kappa = robots.computeIfAbsent(robot, r -> new BranchKappa(classes));
        if (!kappa.observe(track, point, image)) {
            return false;
        }
        boolean unrelated = isUnrelated(robot, kappa);
        if (unrelated == kappa.isDistrusted()) {
            return false;
        }
        kappa.distrust(unrelated);
        changes.put(robot, new Change(robot, !unrelated, kappa.value()));
        return unrelated;
    }

    /** Whether a robot's objects may teach; one that never had an image has nothing to contradict itself with. */
    public boolean trusts(String robot) {
        BranchKappa kappa = robots.get(robot);
        return kappa == null || !kappa.isDistrusted();
    }

    private boolean isUnrelated(String robot, BranchKappa kappa) {
        if (kappa.tracks() < LEAST_TRACKS) {
            return false;
        }
        // The others are asked only about a robot that looks bad: most never do.
        return kappa.isDistrusted() ? kappa.value() < RELATED && !(medianOfOthers(robot) < RELATED)
                : kappa.value() < UNRELATED && medianOfOthers(robot) >= CLEARLY_RELATED;
    }

    /** Kappa of the robot in the middle of all others that are known well enough; NaN when there is none. */
    private double medianOfOthers(String robot) {
        return Quantiles.middle(robots.entrySet().stream()
                .filter(e -> !e.getKey().equals(robot) && e.getValue().tracks() >= LEAST_TRACKS)
                .mapToDouble(e -> e.getValue().value()).toArray());
    }

    /** What has changed since this was asked last, the newest of each robot. */
    public List<Change> changes() {
        List<Change> out = List.copyOf(changes.values());
        changes.clear();
        return out;
    }

    /** By robot, the one not heard of for longest first. */
    public Map<String, BranchKappa> kappas() {
        return new LinkedHashMap<>(robots);
    }

    /** Goes on from what {@link #kappas} said. */
    public void load(Map<String, BranchKappa> from) {
        robots.clear();
        robots.putAll(from);
        changes.clear();
    }
}
