package dev.understudy.perception.tracking;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.OrientedBox;
import dev.understudy.proto.v1.Track;
import dev.understudy.proto.v1.TrackerState;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the clusters of one robot ids that stay with the object from frame to frame: a constant-velocity Kalman filter
 * per object in the ground plane, gating by Mahalanobis distance and size, and the assignment that is best for all
 * objects of the frame together. The cost of a pair is the negative logarithm of its likelihood but for constants, so
 * that a track grown vague over an occlusion does not take what a sure one fits.
 *
 * <p>Filters run in the fixed frame when a pose is given, else in a frame that the tracker's own odometry makes of the
 * objects that stand still ({@link EgoOdometry}); a change between frames of reference ends all tracks. An id is
 * given at the first sight and never again: ids start at 1 and grow. A frame that is not newer than the last one comes
 * back without ids and leaves the state alone, apart from a count. The outcome depends on the frames and the state
 * only.
 *
 * <p>The caller keeps one {@link TrackerState} per robot. Keeps buffers between calls; not thread-safe.
 */
public final class ObjectTracker {

    private static final double NANOS = 1e-9;
    /** Name of the frame of reference that the tracker's own odometry makes. */
    private static final String ODOMETRY = "odometry";

    private final TrackerConfig config;
    private final TrackFilter filter = new TrackFilter();
    private final Matching matching = new Matching();
    private final EgoOdometry odometry = new EgoOdometry();
    private final EgoState ego = new EgoState();
    // The tracks where last seen and where predicted, in their frame of reference; the clusters in the LiDAR's axes.
    private final EgoOdometry.Places stood = new EgoOdometry.Places();
    private final EgoOdometry.Places predicted = new EgoOdometry.Places();
    private final EgoOdometry.Places seen = new EgoOdometry.Places();
    // Of each cluster of the frame: position (metres, frame of reference of the tracks), longer side and its noise.
    private double[] px = new double[0];
    private double[] py = new double[0];
    private double[] side = new double[0];
    private double[] sigma = new double[0];

    public ObjectTracker(TrackerConfig config) {
        this.config = config;
    }

    /**
     * The set with a track id in every cluster (0 only where a cap or the frame's age forbids one).
     *
     * @param fixedFromLidar pose of the LiDAR at the set's stamp, or {@code null}
     * @param state advanced in place
     */
    public ClusterSet track(ClusterSet set, RigidTransform fixedFromLidar, TrackerState.Builder state) {
        boolean first = state.getNextId() == 0;
        if (!first && set.getStampNs() <= state.getStampNs()) {
            state.setFramesOutOfOrder(state.getFramesOutOfOrder() + 1);
            return set;
        }
        if (first) {
            state.setNextId(1);
        }
        String frame = fixedFromLidar == null ? ODOMETRY : "fixed:" + set.getFixedFrameId();
        boolean goesOn = frame.equals(state.getFrame());
        if (!goesOn) {
            state.clearTracks().clearEgo().setFrame(frame);
        }
        double dt = goesOn ? (set.getStampNs() - state.getStampNs()) * NANOS : 0;
        predict(set, state);
        locate(set, fixedFromLidar, state, dt);
        state.setStampNs(set.getStampNs());
        place(set, fixedFromLidar == null ? ego.fixedFromLidar() : fixedFromLidar);
        match(set, state);
        return follow(set, state);
    }

    private void predict(ClusterSet set, TrackerState.Builder state) {
        stood.reset(state.getTracksCount());
        predicted.reset(state.getTracksCount());
        for (int i = 0; i < state.getTracksCount(); i++) {
            Track track = state.getTracks(i);
            filter.predict(i, track, age(track, set), config.noise().acceleration());
            stood.add(track.getState(0), track.getState(1), longerSide(track), track.getHeight());
            predicted.add(filter.x(i), filter.y(i), longerSide(track), track.getHeight());
        }
    }

    /** Where the LiDAR is: as the pose says, or as the objects tell. */
    private void locate(ClusterSet set, RigidTransform fixedFromLidar, TrackerState.Builder state, double dt) {
        ego.load(state);
        if (fixedFromLidar != null) {
            ego.moveTo(fixedFromLidar, dt);
        } else {
            seen.reset(set.getClustersCount());
            for (Cluster cluster : set.getClustersList()) {
                OrientedBox box = cluster.getBox();
                seen.add(box.getX(), box.getY(), Math.max(box.getLength(), box.getWidth()), box.getHeight());
            }
            odometry.advance(stood, predicted, seen, ego, dt);
        }
        ego.store(state);
    }

    private void place(ClusterSet set, RigidTransform pose) {
        int clusters = set.getClustersCount();
        if (px.length < clusters) {
            px = new double[2 * clusters];
            py = new double[2 * clusters];
            side = new double[2 * clusters];
            sigma = new double[2 * clusters];
        }
        for (int j = 0; j < clusters; j++) {
            OrientedBox box = set.getClusters(j).getBox();
            px[j] = pose.applyX(box.getX(), box.getY(), box.getZ());
            py[j] = pose.applyY(box.getX(), box.getY(), box.getZ());
            side[j] = Math.max(box.getLength(), box.getWidth());
            sigma[j] = config.noise().position() + config.noise().positionPerMetre() * side[j];
        }
    }

    private void match(ClusterSet set, TrackerState.Builder state) {
        matching.reset(state.getTracksCount(), set.getClustersCount());
        for (int i = 0; i < state.getTracksCount(); i++) {
            Track track = state.getTracks(i);
            double dt = age(track, set);
            for (int j = 0; j < set.getClustersCount(); j++) {
                Cluster cluster = set.getClusters(j);
                if (sizesAgree(longerSide(track), side[j])
                        && sizesAgree(track.getHeight(), cluster.getBox().getHeight())) {
                    double cost = track.getHits() > 1 ? distance(i, j, 0, 0) : newbornDistance(i, j, dt);
                    if (cost < Double.POSITIVE_INFINITY) {
                        // A pair inside the gate always gains something: the rest only ranks the pairs.
                        matching.allow(i, j,
                                Math.min(cost + likeness(track, cluster, j) - config.match().gain(), -1e-9));
                    }
                }
            }
        }
        matching.solve();
    }

    /**
     * Cost of a cluster for a track that has moved by (dx, dy) metres beyond its prediction: the squared Mahalanobis
     * distance and the logarithm of the uncertainty, so that a vague track does not win where a sure one fits.
     */
    private double distance(int i, int j, double dx, double dy) {
        double x = px[j] - dx;
        double y = py[j] - dy;
        if (filter.distance(i, x, y) > config.match().maxJump()) {
            return Double.POSITIVE_INFINITY;
        }
        double mahalanobis = filter.mahalanobis(i, x, y, sigma[j]);
        return mahalanobis > config.match().gate() ? Double.POSITIVE_INFINITY
                : mahalanobis + config.match().uncertaintyWeight() * filter.logUncertainty(i, sigma[j]);
    }

    /** An object seen once stands, or goes with the traffic, or against it: the best of the three. */
    private double newbornDistance(int i, int j, double dt) {
        double best = distance(i, j, 0, 0);
        if (StrictMath.hypot(ego.vx, ego.vy) > config.traffic().speed()) {
            best = Math.min(best, config.traffic().cost() + distance(i, j, ego.vx * dt, ego.vy * dt));
            best = Math.min(best, 2 * config.traffic().cost() + distance(i, j, -ego.vx * dt, -ego.vy * dt));
        }
        return best;
    }

    /** Tells a newborn track the motion by which it was matched. */
    private void setOff(int i, int j, double dt) {
        double best = newbornDistance(i, j, dt);
        if (best == distance(i, j, 0, 0)) {
            return;
        }
        double sign = best == config.traffic().cost() + distance(i, j, ego.vx * dt, ego.vy * dt) ? 1 : -1;
        filter.move(i, sign * ego.vx, sign * ego.vy, dt);
    }

    /**
     * What is to be added to the distance: unlike sizes cost, and so does a track that was missed more often than seen.
     * Of an object that falls into parts, the part with most points goes to the older track, which is why points and
     * hits are multiplied: their sum would be the same however parts and tracks are matched.
     */
    private double likeness(Track track, Cluster cluster, int j) {
        OrientedBox box = cluster.getBox();
        double size = logRatio(longerSide(track), side[j]) + logRatio(track.getHeight(), box.getHeight())
                + logRatio(Math.min(track.getLength(), track.getWidth()), Math.min(box.getLength(), box.getWidth()));
        double maturity = Math.min(1, track.getHits() / (double) config.match().matureHits());
        return config.sizes().weight() * size
                + config.match().missWeight() * StrictMath.log(1 + track.getMisses() / (double) track.getHits())
                - config.match().partWeight() * maturity * StrictMath.log(1 + cluster.getPointCount());
    }

    private static double longerSide(Track track) {
        return Math.max(track.getLength(), track.getWidth());
    }

    private static double age(Track track, ClusterSet set) {
        return (set.getStampNs() - track.getStampNs()) * NANOS;
    }

    private boolean sizesAgree(double a, double b) {
        return Math.abs(a - b) <= config.sizes().slack()
                || Math.max(a, b) <= config.sizes().ratio() * Math.min(a, b);
    }

    /** |log| of the ratio of two lengths; 0.2 m on top, so that thin objects do not jump by large factors. */
    private static double logRatio(double a, double b) {
        return Math.abs(StrictMath.log((a + 0.2) / (b + 0.2)));
    }

    /** Advances matched tracks, ends those lost for too long, starts new ones, and writes the ids. */
    private ClusterSet follow(ClusterSet set, TrackerState.Builder state) {
        ClusterSet.Builder out = set.toBuilder();
        List<Track> kept = new ArrayList<>(state.getTracksCount() + set.getClustersCount());
        for (int i = 0; i < state.getTracksCount(); i++) {
            Track track = state.getTracks(i);
            int j = matching.clusterOf(i);
            if (j >= 0) {
                if (track.getHits() == 1) {
                    setOff(i, j, age(track, set));
                }
                filter.update(i, px[j], py[j], sigma[j]);
                out.getClustersBuilder(j).setTrackId(track.getId());
                kept.add(seenAgain(i, track, set.getClusters(j), set.getStampNs()));
            } else if (!isLost(track, set.getStampNs())) {
                kept.add(track.toBuilder().setMisses(track.getMisses() + 1).build());
            }
        }
        for (int j = 0; j < set.getClustersCount(); j++) {
            if (matching.trackOf(j) >= 0) {
                continue;
            }
            if (kept.size() >= config.life().maxTracks()) {
                state.setBirthsRefused(state.getBirthsRefused() + 1);
                continue;
            }
            Track born = bear(j, set.getClusters(j), state.getNextId(), set.getStampNs());
            state.setNextId(born.getId() + 1);
            out.getClustersBuilder(j).setTrackId(born.getId());
            kept.add(born);
        }
        state.clearTracks().addAllTracks(kept);
        return out.build();
    }

    private boolean isLost(Track track, long stampNanos) {
        double unseen = (stampNanos - track.getStampNs()) * NANOS;
        return unseen > (track.getHits() > 1 ? config.life().coastSeconds() : config.life().birthCoastSeconds());
    }

    private Track seenAgain(int i, Track track, Cluster cluster, long stampNanos) {
        Track.Builder next = track.toBuilder().setStampNs(stampNanos).setHits(track.getHits() + 1).setMisses(0)
                .setLength(blend(track.getLength(), cluster.getBox().getLength()))
                .setWidth(blend(track.getWidth(), cluster.getBox().getWidth()))
                .setHeight(blend(track.getHeight(), cluster.getBox().getHeight()));
        filter.store(i, next);
        return next.build();
    }

    /** Sizes follow slowly, so that one occluded frame does not break the size gate. */
    private static float blend(float old, double seen) {
        return (float) (0.7 * old + 0.3 * seen);
    }

    private Track bear(int j, Cluster cluster, long id, long stampNanos) {
        Track.Builder born = Track.newBuilder().setId(id).setStampNs(stampNanos).setHits(1)
                .setLength((float) cluster.getBox().getLength()).setWidth((float) cluster.getBox().getWidth())
                .setHeight((float) cluster.getBox().getHeight());
        // The filter's first slot is free again: every track of the last frame has been written out.
        filter.start(0, px[j], py[j], sigma[j], config.noise().birthSpeed());
        filter.store(0, born);
        return born.build();
    }
}
