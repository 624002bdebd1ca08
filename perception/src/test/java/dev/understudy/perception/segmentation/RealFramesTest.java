package dev.understudy.perception.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.RealFrames;
import dev.understudy.perception.RealFrames.Frame;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.objects.ProposalGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real-data")
class RealFramesTest {

    /** PandaSet's labels of things on the ground that no one drives or walks. */
    private static final String FURNITURE = "Pylons|Cones|Signs|.*Barriers|Rolling Containers|Construction Signs";

    @Test
    void shouldRecoverTheLabelledCarsOfTheKittiDrive() {
        Score score = score("KITTI drive, range-dependent", SegmentationConfig.defaults(), RealFrames.kittiDrive());

        assertThat(score.recovered()).isEqualTo(score.objects());
        assertThat(score.lostByGate()).isZero();
        assertThat(score.clustersPerFrame()).allMatch(count -> count >= 50 && count <= 300);
    }

    @Test
    void shouldRecoverMoreRoadUsersThanOneToleranceDoesOnPandaSet() {
        List<Frame> frames = RealFrames.pandaset();
        Score adaptive = score("PandaSet, range-dependent", SegmentationConfig.defaults(), frames);
        Score exact = score("PandaSet, exact 0.5 m", SegmentationConfig.exact(0.5), frames);

        assertThat(adaptive.recovered()).isGreaterThan(exact.recovered());
        assertThat(adaptive.share()).isGreaterThan(0.92);
    }

    @Test
    void shouldTellGroundFromTheRestOnPandaSet() {
        Segmenter segmenter = new Segmenter(SegmentationConfig.defaults());
        long hit = 0;
        long eaten = 0;
        long missed = 0;
        for (Frame frame : RealFrames.pandaset()) {
            int[] labels = segmenter.segment(PointCloud.of(frame.xyzi())).labels();
            for (int i = 0; i < frame.classes().length; i++) {
                int type = frame.classes()[i];
                // 6-12 are ground, road, markings, pavement and driveway; 0 is unlabelled, 5 vegetation.
                boolean ground = type >= 6 && type <= 12;
                boolean found = labels[i] == Segmentation.GROUND;
                hit += ground && found ? 1 : 0;
                missed += ground && !found ? 1 : 0;
                eaten += !ground && found && type != 0 && type != 5 ? 1 : 0;
            }
        }
        double precision = hit / (double) (hit + eaten);
        double recall = hit / (double) (hit + missed);
        System.out.printf(Locale.ROOT, "PandaSet ground: precision %.4f, recall %.4f%n", precision, recall);
        assertThat(recall).isGreaterThan(0.98);
        assertThat(precision).isGreaterThan(0.90);
    }

    private static Score score(String name, SegmentationConfig config, List<Frame> frames) {
        Segmenter segmenter = new Segmenter(config);
        Score score = new Score(new int[3], new ArrayList<>());
        for (Frame frame : frames) {
            Segmentation result = segmenter.segment(PointCloud.of(frame.xyzi()));
            score.clustersPerFrame().add(result.clusterCount());
            RecoveredObjects.match(frame, result).stream().filter(m -> !m.label().type().matches(FURNITURE))
                    .forEach(match -> score.add(match, result));
        }
        System.out.printf(Locale.ROOT,
                "%s: %d of %d road users recovered (70 %%/70 %% rule, within %.0f m, >= %d points), "
                + "%d of them lost by the gate; clusters per frame %s%n", name, score.recovered(), score.objects(),
                RecoveredObjects.MAX_RANGE, RecoveredObjects.MIN_POINTS, score.lostByGate(), score.clustersPerFrame());
        return score;
    }

    /** Counts of labelled objects, recovered ones, and recovered ones that the gate turned away. */
    private record Score(int[] counts, List<Integer> clustersPerFrame) {

        void add(RecoveredObjects.Match match, Segmentation result) {
            counts[0]++;
            if (match.recovered()) {
                counts[1]++;
                counts[2] += ProposalGate.defaults().accepts(result, match.id()) ? 0 : 1;
            }
        }

        int objects() {
            return counts[0];
        }

        int recovered() {
            return counts[1];
        }

        int lostByGate() {
            return counts[2];
        }

        double share() {
            return recovered() / (double) objects();
        }
    }
}
