package dev.understudy.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.understudy.cli.frames.JoinedFrame;
import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.QuantisedPoints;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.LogRecord.TruthObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One object at (10, 0, 0), called a van. */
class FrameScorerTest {

    private static final OrientedBox AROUND = new OrientedBox(10, 0, 0, 4, 2, 2, 0);
    private static final OrientedBox ELSEWHERE = new OrientedBox(30, 0, 0, 4, 2, 2, 0);

    private final FrameScorer scorer = new FrameScorer(Taxonomy.shipped("road-v1"), 1, new Examples(1, 1));

    @Test
    void shouldScoreByTheNamesOfTheDataSetThatTheLabelsAreOf() {
        scorer.accept(frame(new TruthObject("7", "Pickup Truck", AROUND, null), "pandaset"));

        assertThat(scorer.objects()).singleElement().satisfies(o -> {
            assertThat(o.truth()).isEqualTo("car");
            assertThat(o.track()).isEqualTo("robot/7");
            assertThat(o.isRight(0)).isFalse();
        });
    }

    @Test
    void shouldNotScoreAClassThatTheTaxonomyIgnores() {
        scorer.accept(frame(new TruthObject("7", "Tram", AROUND, null), "kitti"));

        assertThat(scorer.objects()).isEmpty();
        assertThat(scorer.labelledFrames()).isEqualTo(1);
    }

    @Test
    void shouldNotScoreWhatLiesInNoLabelledBox() {
        scorer.accept(frame(new TruthObject("7", "Car", ELSEWHERE, null), "kitti"));

        assertThat(scorer.objects()).isEmpty();
    }

    @Test
    void shouldCountTheEventsOfAFrameWithoutLabels() {
        JoinedFrame frame = frame(new TruthObject("7", "Car", AROUND, null), "kitti");
        scorer.accept(new JoinedFrame(frame.set(), null, frame.events()));

        assertThat(scorer.objects()).isEmpty();
        assertThat(scorer.said(0)).isEqualTo(Map.of("van", 1L));
        assertThat(scorer.digest(0).events()).isEqualTo(1);
    }

    private static JoinedFrame frame(TruthObject label, String dataset) {
        Cluster.Builder cluster = Cluster.newBuilder().setPointCount(1).setRange(10)
                .setPoints(QuantisedPoints.newBuilder().setCount(1).setScale(0.01f)
                        .setXyz(ByteString.copyFrom(new byte[6])).setIntensity(ByteString.copyFrom(new byte[1])));
        cluster.getBoxBuilder().setX(10).setLength(1).setWidth(1).setHeight(1);
        ClusterSet set = ClusterSet.newBuilder().setRobotId("robot").setStampNs(5).addClusters(cluster).build();
        ClassifiedObject event = ClassifiedObject.newBuilder().setEventId("id").setStampNs(5).setRobot("robot")
                .setLidarFrameId("lidar").setClusterIndex(0).setBox(new Box(10.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0))
                .setPointCount(1).setTrackId(3).setClassName("van").setTaxonomyVersion("v").setScore(0.5f)
                .setSpokenBy("joint").setServedWeights("teacher").setPairing("paired").setModel("m")
                .setModelVersion(1).setModelDigest("00").setSources(List.of()).build();
        return new JoinedFrame(set, new Truth("robot", "lidar", 5, dataset, List.of(label)),
                List.of(Map.of(0, event)));
    }
}
