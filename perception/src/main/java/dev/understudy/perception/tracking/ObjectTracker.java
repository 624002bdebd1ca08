package dev.understudy.perception.tracking;

import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.Track;
import dev.understudy.proto.v1.TrackerState;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the clusters of one robot ids that stay with the object from frame to frame: a constant-velocity Kalman filter
 * per object in the ground plane, gating by Mahalanobis distance and size, and the assignment that is best for all
 * objects of the frame together.
 *
 * <p>Filters run in the fixed frame when a pose is given, else in the LiDAR frame; a change between frames of reference
 * ends all tracks. An id is given at the first sight and never again: ids start at 1 and grow. A frame that is not
 * newer than the last one comes back without ids and leaves the state alone, apart from a count. The outcome depends
 * on the frames and the state only.
 *
 * <p>The caller keeps one {@link TrackerState} per robot. Keeps buffers between calls; not thread-safe.
 */
public final class ObjectTracker {

    private static final double NANOS = 1e-9;

    private final TrackerConfig config;
    private final TrackFilter filter = new TrackFilter();
    private final Matching matching = new Matching();
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
        String frame = fixedFromLidar == null ? "lidar" : "fixed:" + set.getFixedFrameId();
        if (!frame.equals(state.getFrame())) {
            state.clearTracks().setFrame(frame);
        }
        state.setStampNs(set.getStampNs());
        place(set, fixedFromLidar);
        match(set, state);
        return follow(set, state);
    }

    private void place(ClusterSet set, RigidTransform fixedFromLidar) {
        int clusters = set.getClustersCount();
        if (px.length < clusters) {
            px = new double[2 * clusters];
            py = new double[2 * clusters];
            side = new double[2 * clusters];
            sigma = new double[2 * clusters];
        }
        RigidTransform pose = fixedFromLidar == null ? RigidTransform.IDENTITY : fixedFromLidar;
        for (int j = 0; j < clusters; j++) {
            var box = set.getClusters(j).getBox();
            px[j] = pose.applyX(box.getX(), box.getY(), box.getZ());
            py[j] = pose.applyY(box.getX(), box.getY(), box.getZ());
            side[j] = Math.max(box.getLength(), box.getWidth());
            sigma[j] = config.positionSigma() + config.positionSigmaPerMetre() * side[j];
        }
    }

    private void match(ClusterSet set, TrackerState.Builder state) {
        matching.reset(state.getTracksCount(), set.getClustersCount());
        for (int i = 0; i < state.getTracksCount(); i++) {
            Track track = state.getTracks(i);
            double dt = (set.getStampNs() - track.getStampNs()) * NANOS;
            filter.predict(i, track, dt, config.accelerationSigma());
            double trackSide = Math.max(track.getLength(), track.getWidth());
            for (int j = 0; j < set.getClustersCount(); j++) {
                double height = set.getClusters(j).getBox().getHeight();
                if (filter.distance(i, px[j], py[j]) > config.maxJump()
                        || !sizesAgree(trackSide, side[j]) || !sizesAgree(track.getHeight(), height)) {
                    continue;
                }
                double mahalanobis = filter.mahalanobis(i, px[j], py[j], sigma[j]);
                if (mahalanobis <= config.gate()) {
                    double size = config.sizeWeight()
                            * (logRatio(trackSide, side[j]) + logRatio(track.getHeight(), height));
                    // A pair inside the gate always gains something: sizes only rank the pairs.
                    matching.allow(i, j, Math.min(mahalanobis + size - 2 * config.gate(), -1e-9));
                }
            }
        }
        matching.solve();
    }

    private boolean sizesAgree(double a, double b) {
        return Math.abs(a - b) <= config.sizeSlack()
                || Math.max(a, b) <= config.sizeRatio() * Math.min(a, b);
    }

    /** |log| of the ratio of two lengths; 0.2 m on top, so that thin objects do not jump by large factors. */
    private static double logRatio(double a, double b) {
        return Math.abs(Math.log((a + 0.2) / (b + 0.2)));
    }

    /** Advances matched tracks, ends those lost for too long, starts new ones, and writes the ids. */
    private ClusterSet follow(ClusterSet set, TrackerState.Builder state) {
        ClusterSet.Builder out = set.toBuilder();
        List<Track> kept = new ArrayList<>(state.getTracksCount() + set.getClustersCount());
        for (int i = 0; i < state.getTracksCount(); i++) {
            Track track = state.getTracks(i);
            int j = matching.clusterOf(i);
            if (j >= 0) {
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
            if (kept.size() >= config.maxTracks()) {
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
        return unseen > (track.getHits() > 1 ? config.coastSeconds() : config.birthCoastSeconds());
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
        filter.start(0, px[j], py[j], sigma[j], config.birthSpeedSigma());
        filter.store(0, born);
        return born.build();
    }
}
