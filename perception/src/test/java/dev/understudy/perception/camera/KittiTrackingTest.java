package dev.understudy.perception.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.objects.FrameHeader;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.perception.tracking.ObjectTracker;
import dev.understudy.perception.tracking.TrackerConfig;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.TrackerState;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Track ids on real frames, without a pose: 20 frames at 10 Hz from a moving car. */
@Tag("real-data")
class KittiTrackingTest {

    private static final long PERIOD_NANOS = 100_000_000L;

    @Test
    void shouldKeepOneIdOnTheCarAheadThroughAllFrames() throws IOException {
        KittiFrames kitti = KittiFrames.open();
        ObjectSegmenter segmenter = ObjectSegmenter.defaults();
        ObjectTracker tracker = new ObjectTracker(TrackerConfig.defaults());
        TrackerState.Builder state = TrackerState.newBuilder();
        Set<Long> ids = new TreeSet<>();
        int clusters = 0;
        for (int frame = 0; frame < kitti.frames(); frame++) {
            ClusterSet set = tracker.track(segmenter.segment(new FrameHeader("kitti", "velodyne",
                    (frame + 1) * PERIOD_NANOS, frame), kitti.cloud(frame)), null, state);
            clusters += set.getClustersCount();
            KittiFrames.Car ahead = kitti.cars(frame).stream()
                    .min(Comparator.comparingDouble(car -> Math.hypot(car.box().x(), car.box().y()))).orElseThrow();
            ids.add(nearest(set, ahead).getTrackId());
        }
        System.out.printf(Locale.ROOT,
                "KITTI raw 0013: car ahead has ids %s; %d tracks for %d clusters in %d frames%n", ids,
                state.getNextId() - 1, clusters, kitti.frames());
        assertThat(ids).hasSize(1);
    }

    private static Cluster nearest(ClusterSet set, KittiFrames.Car car) {
        return set.getClustersList().stream().min(Comparator.comparingDouble(cluster -> Math.hypot(
                cluster.getBox().getX() - car.box().x(), cluster.getBox().getY() - car.box().y()))).orElseThrow();
    }
}
