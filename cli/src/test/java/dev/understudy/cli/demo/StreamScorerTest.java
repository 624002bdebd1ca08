package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.understudy.cli.frames.JoinedFrame;
import dev.understudy.event.Box;
import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.model.Classifier;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.perception.geometry.OrientedBox;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.QuantisedPoints;
import dev.understudy.replay.log.LabelCoverage;
import dev.understudy.replay.log.LogRecord.Truth;
import dev.understudy.replay.log.LogRecord.TruthObject;
import dev.understudy.replay.metrics.TruthMatcher;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One object at (10, 0, 0), called a car. */
class StreamScorerTest {

    private static final OrientedBox AROUND = new OrientedBox(10, 0, 0, 4, 2, 2, 0);
    private static final Taxonomy ROAD = Taxonomy.shipped("road-v1");

    private final Classifier frozen = Classifier.open(BootstrapCheckpoint.load().checkpoint());
    private final List<JoinedFrame> frames = new ArrayList<>();
    private final StreamScorer scorer = new StreamScorer(ROAD, new TruthMatcher(LabelCoverage.CAMERA_VIEW), frozen,
            (topic, bytes) -> event(), frames::add);

    @AfterEach
    void close() {
        frozen.close();
    }

    @Test
    void shouldMapTheClassesOfTheDataSetThatIsPlayed() {
        play("Pickup Truck", "pandaset");

        assertThat(scorer.scores().confusion(scorer.scores().lastQuarter(), StreamScores.ScoredObject::adapted)
                .count("car", "car")).isEqualTo(1);
    }

    @Test
    void shouldMapTheClassesOfASimulatedDomainToThemselves() {
        play("car", "target");

        assertThat(scorer.scores().ofDomain("target")).hasSize(1);
    }

    @Test
    void shouldNotScoreAClassOfAnotherDataSet() {
        play("Pickup Truck", "kitti");

        assertThat(scorer.scores().size()).isZero();
        assertThat(frames).hasSize(1);
    }

    @Test
    void shouldLetAFrameWithoutLabelsGoAtTheEndOfTheLog() {
        scorer.accept(record(Topics.CLUSTER, set().toByteArray()));
        scorer.accept(record(Topics.OBJECT_EVENT, new byte[0]));

        assertThat(frames).isEmpty();
        scorer.endOfLog();
        assertThat(frames).singleElement().satisfies(f -> assertThat(f.truth()).isNull());
    }

    private void play(String label, String dataset) {
        scorer.read(new Truth("robot", "lidar", 5, dataset,
                List.of(new TruthObject("7", label, AROUND, null))));
        scorer.accept(record(Topics.CLUSTER, set().toByteArray()));
        scorer.accept(record(Topics.OBJECT_EVENT, new byte[0]));
    }

    private static ConsumerRecord<String, byte[]> record(String topic, byte[] value) {
        return new ConsumerRecord<>(topic, 0, 0, "robot", value);
    }

    private static ClusterSet set() {
        Cluster.Builder cluster = Cluster.newBuilder().setPointCount(1).setRange(10)
                .setPoints(QuantisedPoints.newBuilder().setCount(1).setScale(0.01f)
                        .setXyz(ByteString.copyFrom(new byte[6])).setIntensity(ByteString.copyFrom(new byte[1])));
        cluster.getBoxBuilder().setX(10).setLength(1).setWidth(1).setHeight(1);
        return ClusterSet.newBuilder().setRobotId("robot").setLidarFrameId("lidar").setStampNs(5).addClusters(cluster)
                .build();
    }

    private static ClassifiedObject event() {
        return ClassifiedObject.newBuilder().setEventId("id").setStampNs(5).setRobot("robot")
                .setLidarFrameId("lidar").setClusterIndex(0).setBox(new Box(10.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0))
                .setPointCount(1).setTrackId(3).setClassName("car").setTaxonomyVersion("v").setScore(0.5f)
                .setSpokenBy("joint").setServedWeights("teacher").setPairing("paired").setModel("m")
                .setModelVersion(1).setModelDigest("00").setSources(List.of()).build();
    }
}
