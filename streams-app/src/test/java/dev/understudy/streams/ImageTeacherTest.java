package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.teacher.TeacherException;
import dev.understudy.perception.camera.Calibrations;
import dev.understudy.perception.camera.CameraMount;
import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.stage.PerceptionSettings;
import dev.understudy.streams.stage.TeacherSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An image teacher in the perception topology: a wide camera ahead, and a longer lens on the object to the left. */
class ImageTeacherTest {

    private static final Taxonomy ROAD = Taxonomy.shipped("road-v1");

    private static final String ROBOT = "r1";
    private static final String LEFT = "camera_left";
    private static final CameraMount FRONT_MOUNT = TestScene.mount(TestScene.CAMERA, 160, 0, 0);
    private static final CameraMount LEFT_MOUNT = TestScene.mount(LEFT, 400, Math.atan2(2, 8), 0);

    private PerceptionDriver stream;

    @AfterEach
    void conservesAndCloses() {
        if (stream != null) {
            assertThat(FrameLedgers.imbalance(stream.ledger())).isEmpty();
            stream.close();
        }
    }

    /** Two frames of both cameras; the sets that have left by then. */
    private List<ClusterSet> drive(TeacherSource teachers) {
        stream = new PerceptionDriver(PerceptionSettings.defaults(), FrameSource.empty(), teachers);
        stream.send(Topics.CALIBRATION, ROBOT,
                Calibrations.toProto(ROBOT, List.of(FRONT_MOUNT, LEFT_MOUNT)).toByteArray());
        for (int i = 0; i < 3; i++) {
            stream.lidar(ROBOT, i);
            stream.camera(ROBOT, i);
            stream.send(Topics.CAMERA_FRAME, ROBOT, TestScene.camera(LEFT, TestScene.stamp(i), TestScene.jpeg()));
        }
        return stream.clusters();
    }

    private double count(String meter) {
        return stream.meters().get(meter).tag("kind", "fake").counter().count();
    }

    @Test
    void shouldAttachTheOpinionOfTheImageThatEachCropIsOf() {
        FakeTeacher teacher = new FakeTeacher();
        List<ClusterSet> sets = drive(teacher.source());

        assertThat(sets).isNotEmpty();
        assertThat(sets.get(0).getClustersList()).extracting(c -> c.getCrop().getCameraFrameId())
                .containsExactlyInAnyOrder(LEFT, TestScene.CAMERA);
        for (Cluster object : sets.get(0).getClustersList()) {
            float car = object.getCrop().getCameraFrameId().equals(LEFT) ? 1 : 0.75f;
            assertThat(object.getImageOpinion().getDistributionList()).containsExactly(car, 1 - car);
            assertThat(object.getImageOpinion().getTeacher()).isEqualTo(FakeTeacher.NAME);
            assertThat(object.getImageOpinion().getTaxonomyVersion()).isEqualTo("toy-1");
        }
        assertThat(teacher.asked).containsOnly(TestScene.CAMERA, LEFT);
        assertThat(count("image.teacher.opinions")).isGreaterThanOrEqualTo(2 * sets.size());
        assertThat(count("image.teacher.failures")).isZero();
        assertThat(stream.meters().get("image.teacher.latency").timer().count()).isEqualTo(teacher.asked.size());
    }

    @Test
    void shouldOpenOneTeacherPerTaskAndCloseIt() {
        FakeTeacher teacher = new FakeTeacher();
        drive(teacher.source());
        assertThat(teacher.opened).isEqualTo(1);
        assertThat(teacher.closed).isFalse();
        stream.close();
        stream = null;
        assertThat(teacher.closed).isTrue();
    }

    @Test
    void shouldGoOnWithoutOpinionsWhereTheTeacherFails() {
        List<ClusterSet> sets = drive(new FakeTeacher(LEFT).source());

        assertThat(sets).extracting(ClusterSet::getPairing).isNotEmpty().containsOnly(PairingReason.PAIRED);
        assertThat(sets.get(0).getClustersList()).allSatisfy(object -> assertThat(object.hasImageOpinion())
                .isEqualTo(object.getCrop().getCameraFrameId().equals(TestScene.CAMERA)));
        assertThat(sets.get(0).getClustersList()).extracting(Cluster::hasCrop).containsOnly(true);
        assertThat(count("image.teacher.failures")).isEqualTo(sets.size());
        assertThat(stream.dead()).isEmpty();
    }

    @Test
    void shouldGoOnWithoutOpinionsWhenTheTeacherCannotBeOpenedAnyMore() {
        TeacherSource gone = new TeacherSource("fake", "toy-1", () -> {
            throw new TeacherException("gone.onnx: no such file");
        });
        List<ClusterSet> sets = drive(gone);

        assertThat(sets).extracting(ClusterSet::getPairing).isNotEmpty().containsOnly(PairingReason.PAIRED);
        assertThat(count("image.teacher.failures")).isEqualTo(2 * sets.size());
    }

    @Test
    void shouldChangeNothingElseInTheSet() {
        List<ClusterSet> with = drive(new FakeTeacher().source());
        stream.close();
        List<ClusterSet> without = drive(TeacherSource.NONE);

        assertThat(without).isNotEmpty().flatExtracting(ClusterSet::getClustersList)
                .noneMatch(Cluster::hasImageOpinion);
        assertThat(with).extracting(ImageTeacherTest::withoutOpinions).isEqualTo(without);
        assertThat(stream.meters().find("image.teacher.opinions").counter()).isNull();
    }

    private static ClusterSet withoutOpinions(ClusterSet set) {
        ClusterSet.Builder out = set.toBuilder();
        out.getClustersBuilderList().forEach(Cluster.Builder::clearImageOpinion);
        return out.build();
    }

    @Test
    void shouldSayAtStartWhatCannotBeOpenedOrAsked() {
        assertThatThrownBy(() -> TeacherSource.of("detector:" + Path.of("no", "such.onnx"), ROAD).check())
                .isInstanceOf(TeacherException.class).hasMessageContaining("such.onnx");
        assertThatThrownBy(() -> TeacherSource.of("oracle", ROAD).check()).isInstanceOf(TeacherException.class)
                .hasMessageContaining("oracle");
        FakeTeacher failing = new FakeTeacher("trial");
        assertThatThrownBy(() -> failing.source().check()).isInstanceOf(TeacherException.class)
                .hasMessageContaining(FakeTeacher.NAME).hasMessageContaining("cannot look at trial");
        assertThat(failing.closed).isTrue();
        TeacherSource.of("", ROAD).check();
    }
}
