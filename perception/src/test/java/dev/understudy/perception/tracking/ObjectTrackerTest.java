package dev.understudy.perception.tracking;

import static dev.understudy.perception.tracking.TrafficScene.PERIOD_NANOS;
import static dev.understudy.perception.tracking.TrafficScene.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.perception.geometry.RigidTransform;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.TrackerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectTrackerTest {

    private final ObjectTracker tracker = new ObjectTracker(TrackerConfig.defaults());
    private final TrackerState.Builder state = TrackerState.newBuilder();

    private ClusterSet track(int frame, Cluster... clusters) {
        return tracker.track(ClusterSet.newBuilder().setStampNs(frame * PERIOD_NANOS)
                .addAllClusters(List.of(clusters)).build(), null, state);
    }

    private static List<Long> ids(ClusterSet set) {
        return set.getClustersList().stream().map(Cluster::getTrackId).toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSwitchIdsFarLessThanTheNearestCentroidAtACrossing(long seed) {
        List<ClusterSet> frames = TrafficScene.crossing(seed, 12, 60, 0.05);
        List<ClusterSet> tracked = new ArrayList<>();
        frames.forEach(frame -> tracked.add(tracker.track(frame, null, state)));
        int ours = TrafficScene.switches(tracked);
        int best = Integer.MAX_VALUE;
        for (double radius : new double[] {1, 1.5, 2, 3}) {
            best = Math.min(best, TrafficScene.switches(TrafficScene.nearestCentroid(frames, radius)));
        }
        System.out.printf(Locale.ROOT, "crossing, seed %d: %d id switches, nearest centroid at its best radius %d%n",
                seed, ours, best);
        assertThat(ours).isLessThan(best / 2);
    }

    @Test
    void shouldKeepTheIdAcrossMissedFrames() {
        for (int f = 1; f <= 5; f++) {
            track(f, cluster(0, f, 0));
        }
        track(6);
        track(7);
        assertThat(ids(track(8, cluster(0, 8, 0)))).containsExactly(1L);
    }

    @Test
    void shouldEndATrackThatIsLostAndNeverReuseItsId() {
        track(1, cluster(0, 0, 0));
        for (int f = 2; f <= 10; f++) {
            track(f);
        }
        assertThat(state.getTracksCount()).isZero();
        assertThat(ids(track(11, cluster(0, 0, 0)))).containsExactly(2L);
        assertThat(ids(track(12, cluster(0, 0, 0)))).containsExactly(2L);
        for (int f = 13; f <= 28; f++) {
            assertThat(state.getTracksCount()).isOne();
            track(f);
        }
        assertThat(ids(track(29, cluster(0, 0, 0)))).containsExactly(3L);
    }

    @Test
    void shouldEstimateVelocity() {
        for (int f = 1; f <= 20; f++) {
            track(f, cluster(0, 0.1 * 6 * f, -0.1 * 3 * f));
        }
        assertThat(state.getTracks(0).getState(2)).isCloseTo(6, within(0.1));
        assertThat(state.getTracks(0).getState(3)).isCloseTo(-3, within(0.1));
    }

    @Test
    void shouldTrackInTheFixedFrameWhileTheRobotDrivesOn() {
        // 15 m/s past a parked car: without the pose each step is 1.5 m, with it none.
        for (int f = 1; f <= 10; f++) {
            ClusterSet set = ClusterSet.newBuilder().setStampNs(f * PERIOD_NANOS).setFixedFrameId("map")
                    .addClusters(cluster(0, 30 - 1.5 * f, 4)).build();
            tracker.track(set, RigidTransform.ofYaw(1.5 * f, 0, 0, 0), state);
        }
        assertThat(state.getTracksCount()).isOne();
        assertThat(state.getTracks(0).getState(0)).isCloseTo(30, within(1e-6));
        assertThat(state.getTracks(0).getState(2)).isCloseTo(0, within(1e-6));
    }

    @Test
    void shouldGiveTheIdToTheLargestPartWhenAnObjectFallsApart() {
        Cluster whole = cluster(300, 20, 0).toBuilder()
                .setBox(cluster(0, 20, 0).getBox().toBuilder().setLength(6)).build();
        for (int f = 1; f <= 15; f++) {
            track(f, whole);
        }
        Cluster small = cluster(20, 19.4, 0);
        Cluster large = cluster(280, 20.9, 0).toBuilder()
                .setBox(cluster(0, 20.9, 0).getBox().toBuilder().setLength(4)).build();
        assertThat(ids(track(16, small, large))).containsExactly(2L, 1L);
        assertThat(ids(track(17, whole))).containsExactly(1L);
    }

    @Test
    void shouldFollowNewTrafficAtALowFrameRate() {
        // 2.5 Hz: a car that goes with the robot at 12 m/s, 4.8 m a frame, one that comes, and one that is parked.
        for (int f = 1; f <= 4; f++) {
            double at = 4.8 * f;
            ClusterSet set = ClusterSet.newBuilder().setStampNs(4 * f * PERIOD_NANOS)
                    .addClusters(cluster(0, 15, 0)).addClusters(cluster(1, 40 - 2 * at, 3.5))
                    .addClusters(cluster(2, 25 - at, -4)).build();
            List<Long> ids = ids(tracker.track(set, RigidTransform.ofYaw(at, 0, 0, 0), state));
            assertThat(ids).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void shouldKeepIdsWithoutAPoseBecauseWhatStandsTellsTheMotion() {
        // 2.5 Hz at 12 m/s in a gentle bend, past objects that stand 6 to 9 m apart: farther than any gate.
        double travelled = 0;
        for (int f = 1; f <= 8; f++) {
            RigidTransform lidarFromMap = RigidTransform.ofYaw(travelled, 0.1 * f * f, 0, 0.02 * f).inverse();
            ClusterSet.Builder set = ClusterSet.newBuilder().setStampNs(4 * f * PERIOD_NANOS);
            for (int k = 0; k < 12; k++) {
                double x = 7 * k + k % 3;
                double y = k % 2 == 0 ? 8 : -6;
                set.addClusters(cluster(k, lidarFromMap.applyX(x, y, 0), lidarFromMap.applyY(x, y, 0)));
            }
            ClusterSet tracked = tracker.track(set.build(), null, state);
            assertThat(ids(tracked)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
            travelled += 4.8;
        }
        assertThat(state.getEgo(0)).isCloseTo(7 * 4.8, within(1.0));
        assertThat(state.getEgo(3)).isCloseTo(12, within(0.5));
    }

    @Test
    void shouldStartAfreshWhenTheFrameOfReferenceChanges() {
        track(1, cluster(0, 0, 0));
        ClusterSet posed = ClusterSet.newBuilder().setStampNs(2 * PERIOD_NANOS).addClusters(cluster(0, 0, 0)).build();
        assertThat(ids(tracker.track(posed, RigidTransform.IDENTITY, state))).containsExactly(2L);
        assertThat(state.getTracksCount()).isOne();
    }

    @Test
    void shouldNotMatchObjectsOfDifferentSize() {
        track(1, cluster(0, 0, 0));
        Cluster.Builder bus = cluster(1, 0.1, 0).toBuilder();
        bus.getBoxBuilder().setLength(12).setWidth(2.5).setHeight(3.2);
        assertThat(ids(track(2, bus.build()))).containsExactly(2L);
    }

    @Test
    void shouldLeaveTheStateAloneOnAnOldOrRepeatedFrame() {
        track(1, cluster(0, 0, 0));
        track(3, cluster(0, 0, 0));
        TrackerState before = state.build();
        assertThat(ids(track(3, cluster(0, 1, 0)))).containsExactly(0L);
        assertThat(ids(track(2, cluster(0, 1, 0)))).containsExactly(0L);
        assertThat(state.getFramesOutOfOrder()).isEqualTo(2);
        assertThat(state.setFramesOutOfOrder(0).build()).isEqualTo(before);
    }

    @Test
    void shouldCapTracksAndCountWhatTheCapRefused() {
        ObjectTracker small = new ObjectTracker(TrackerConfig.defaults().withMaxTracks(2));
        ClusterSet set = ClusterSet.newBuilder().setStampNs(1).addClusters(cluster(0, 0, 0))
                .addClusters(cluster(1, 10, 0)).addClusters(cluster(2, 20, 0)).build();
        assertThat(ids(small.track(set, null, state))).containsExactly(1L, 2L, 0L);
        assertThat(state.getBirthsRefused()).isOne();
        assertThat(state.getTracksCount()).isEqualTo(2);
    }

    @Test
    void shouldDecideTheSameAfterARestartAtEveryFrame() throws InvalidProtocolBufferException {
        TrackerState.Builder restarted = TrackerState.newBuilder();
        for (ClusterSet frame : TrafficScene.crossing(9, 8, 40, 0.1)) {
            ClusterSet expected = tracker.track(frame, null, state);
            restarted = TrackerState.parseFrom(restarted.build().toByteArray()).toBuilder();
            assertThat(new ObjectTracker(TrackerConfig.defaults()).track(frame, null, restarted)).isEqualTo(expected);
        }
        assertThat(restarted.build()).isEqualTo(state.build());
    }
}
