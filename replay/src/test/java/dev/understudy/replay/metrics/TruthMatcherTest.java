package dev.understudy.replay.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.QuantisedPoints;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.LogRecord.TruthObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthMatcherTest {

    /** A row of ten points from x = 0.5 to 9.5, y = z = 0. */
    private static final Cluster ROW = row();
    private static final TruthMatcher EVERYWHERE = new TruthMatcher(LabelCoverage.EVERYWHERE);
    private static final TruthMatcher IN_VIEW = new TruthMatcher(LabelCoverage.CAMERA_VIEW);

    @Test
    void shouldNameAClusterAfterTheBoxThatHoldsSevenTenths() {
        TruthMatcher.Match match = EVERYWHERE.match(ROW, truth(box("car", 0, 7)));

        assertThat(match.className()).isEqualTo("car");
        assertThat(match.object().track()).isEqualTo("car-0");
        assertThat(match.share()).isEqualTo(0.7);
    }

    @Test
    void shouldNotScoreAClusterThatIsHalfAnObject() {
        assertThat(EVERYWHERE.match(ROW, truth(box("car", 0, 6))).className()).isNull();
        assertThat(EVERYWHERE.match(ROW, truth(box("car", 0, 3))).className()).isNull();
    }

    @Test
    void shouldNotScoreAClusterMergedFromTwoObjects() {
        assertThat(EVERYWHERE.match(ROW, truth(box("car", 0, 5), box("bus", 5, 10))).className()).isNull();
    }

    @Test
    void shouldCallAClusterBackgroundWhereEverythingIsLabelled() {
        assertThat(EVERYWHERE.match(ROW, truth(box("car", 0, 2))).className()).isEqualTo(TruthMatcher.BACKGROUND);
        assertThat(EVERYWHERE.match(ROW, truth()).className()).isEqualTo(TruthMatcher.BACKGROUND);
    }

    @Test
    void shouldPreferTheSmallerOfTwoBoxesThatHoldTheSamePoints() {
        TruthMatcher.Match match = EVERYWHERE.match(ROW, truth(box("building", -20, 20), box("car", 0, 10)));

        assertThat(match.className()).isEqualTo("car");
    }

    @Test
    void shouldForgiveATenthOfAMetreBesideTheBox() {
        TruthObject narrow = new TruthObject("x", "car", new OrientedBox(5, 0.6, 0, 10, 1, 1, 0), null);
        TruthObject apart = new TruthObject("x", "car", new OrientedBox(5, 0.62, 0, 10, 1, 1, 0), null);

        assertThat(EVERYWHERE.match(ROW, truth(narrow)).className()).isEqualTo("car");
        assertThat(EVERYWHERE.match(ROW, truth(apart)).className()).isEqualTo(TruthMatcher.BACKGROUND);
    }

    @Test
    void shouldNotScoreUnlabelledClustersOutsideTheCamerasView() {
        assertThat(IN_VIEW.match(ROW, truth()).className()).isNull();
        assertThat(IN_VIEW.match(cropped(), truth()).className()).isEqualTo(TruthMatcher.BACKGROUND);
    }

    @Test
    void shouldNotScoreUnlabelledClustersThatTouchARegionLeftOut() {
        TruthObject touching = new TruthObject("-1", "DontCare", null, new float[] {15, 15, 30, 30});
        TruthObject apart = new TruthObject("-1", "DontCare", null, new float[] {25, 25, 30, 30});

        assertThat(IN_VIEW.match(cropped(), truth(touching)).className()).isNull();
        assertThat(IN_VIEW.match(cropped(), truth(apart)).className()).isEqualTo(TruthMatcher.BACKGROUND);
    }

    @Test
    void shouldScoreALabelledObjectOutsideTheCamerasView() {
        assertThat(IN_VIEW.match(ROW, truth(box("car", 0, 10))).className()).isEqualTo("car");
    }

    @Test
    void shouldScoreALabelledObjectThatTouchesARegionLeftOut() {
        TruthObject touching = new TruthObject("-1", "DontCare", null, new float[] {15, 15, 30, 30});

        assertThat(IN_VIEW.match(cropped(), truth(touching, box("car", 0, 10))).className()).isEqualTo("car");
    }

    @Test
    void shouldNotScoreAClusterWithoutPoints() {
        Cluster empty = Cluster.newBuilder().setPoints(QuantisedPoints.newBuilder().setScale(0.5f)).build();

        assertThat(EVERYWHERE.match(empty, truth()).className()).isNull();
        assertThat(EVERYWHERE.match(empty, truth(box("car", 0, 10))).className()).isNull();
    }

    @Test
    void shouldMeasureTheOverlapOfImageBoxes() {
        assertThat(ImageBoxIou.of(new float[] {0, 0, 4, 2}, new float[] {2, 0, 6, 2})).isEqualTo(4 / 12.0);
        assertThat(ImageBoxIou.of(new float[] {0, 0, 4, 2}, new float[] {4, 0, 6, 2})).isZero();
        assertThat(ImageBoxIou.of(new float[4], new float[4])).isZero();
    }

    private static Truth truth(TruthObject... objects) {
        return new Truth("r", "lidar", 1, "d", List.of(objects));
    }

    private static TruthObject box(String name, double from, double to) {
        return new TruthObject(name + "-0", name, new OrientedBox((from + to) / 2, 0, 0, to - from, 1, 1, 0), null);
    }

    private static Cluster cropped() {
        return ROW.toBuilder().setCrop(
                ImageCrop.newBuilder().setLeft(10).setTop(10).setRight(20).setBottom(20)).build();
    }

    private static Cluster row() {
        byte[] xyz = new byte[60];
        for (int i = 0; i < 10; i++) {
            int halfMetres = 2 * i - 9;
            xyz[6 * i] = (byte) halfMetres;
            xyz[6 * i + 1] = (byte) (halfMetres >> 8);
        }
        Cluster.Builder cluster = Cluster.newBuilder().setPointCount(10).setPoints(QuantisedPoints.newBuilder()
                .setCount(10).setScale(0.5f).setXyz(ByteString.copyFrom(xyz))
                .setIntensity(ByteString.copyFrom(new byte[10])));
        cluster.getBoxBuilder().setX(5).setLength(9).setWidth(0.1).setHeight(0.1);
        return cluster.build();
    }
}
