package dev.understudy.learning.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.learning.model.ClassScores;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.perception.RealData;
import dev.understudy.perception.camera.ImageDecoder;
import dev.understudy.perception.camera.RgbImage;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTeacherTest {

    private static final String CAMERA = "camera";

    @Test
    void shouldReadABoxFromItsCell() {
        // One row of two cells, two classes: channels objectness, x, y, width, height, class 0, class 1.
        float[] values = {0.1f, 0.5f, 0, 0.25f, 0, 0, 0, 0, 0, 0, 0.5f, 0.1f, 0.2f, 0.8f};
        List<Detection> found = FastestDet.read(values, new long[] {1, 7, 1, 2}, 200, 100, 0.3f);
        assertThat(found).hasSize(1);
        Detection one = found.get(0);
        assertThat(one.label()).isEqualTo(1);
        assertThat(one.score()).isCloseTo((float) (Math.pow(0.5, 0.6) * Math.pow(0.8, 0.4)), within(1e-6f));
        // Centre (1 + tanh 0.25) / 2 of 200 pixels, size one half of the image.
        float cx = (float) (200 * (1 + Math.tanh(0.25)) / 2);
        assertThat(one.box()).containsExactly(new float[] {cx - 50, -25, cx + 50, 25}, within(1e-3f));
    }

    @Test
    void shouldMeasureOverlapAndDropDoubles() {
        float[] a = {0, 0, 10, 10};
        float[] b = {5, 0, 15, 10};
        assertThat(Detection.overlap(a, b)).isCloseTo(50f / 150, within(1e-6f));
        assertThat(Detection.overlap(a, new float[] {10, 0, 20, 10})).isZero();
        Detection weak = new Detection(b, 0, 0.5f);
        Detection sure = new Detection(a, 1, 0.9f);
        assertThat(Detection.suppressed(List.of(weak, sure), 0.3f)).containsExactly(sure);
        assertThat(Detection.suppressed(List.of(weak, sure), 0.4f)).containsExactly(sure, weak);
    }

    @Test
    void shouldGiveEveryDetectionToTheObjectItFitsBest() {
        Detection near = new Detection(new float[] {0, 0, 10, 10}, 2, 0.8f);
        Detection far = new Detection(new float[] {100, 0, 110, 10}, 4, 0.6f);
        List<Cluster> objects = List.of(object(CAMERA, 0, 0, 10, 12), object(CAMERA, 0, 0, 10, 10),
                object(CAMERA, 100, 0, 110, 11), object(CAMERA, 50, 50, 60, 60), object("other", 0, 0, 10, 10),
                Cluster.getDefaultInstance());
        assertThat(DetectorTeacher.match(List.of(near, far), CAMERA, objects))
                .containsExactly(null, near, far, null, null, null);
    }

    @Test
    void shouldBlendOpinionsIntoTheImageBranchOnly() {
        ClassScores scores = new ClassScores(new float[][] {{1, 0}, {1, 0}, {1, 0}},
                new float[][] {{.9f, .1f}, {.9f, .1f}, null});
        ClassScores blended = Opinions.blend(scores, new float[][] {{.1f, .9f}, null, {0, 1}});
        assertThat(blended.point()).isSameAs(scores.point());
        assertThat(blended.image()[0]).containsExactly(new float[] {.5f, .5f}, within(1e-6f));
        assertThat(blended.image()[1]).isSameAs(scores.image()[1]);
        assertThat(blended.image()[2]).isNull();
    }

    @Test
    void shouldNameWhatItCannotOpen(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.onnx"), "no network");
        assertThatThrownBy(() -> ImageTeachers.open("detector:" + bad, Taxonomy.shipped("road-v1")))
                .isInstanceOf(TeacherException.class).hasMessageContaining("bad.onnx").hasMessageNotContaining("\n");
        assertThatThrownBy(() -> ImageTeachers.open("detector:" + folder.resolve("none"), Taxonomy.shipped("road-v1")))
                .isInstanceOf(TeacherException.class).hasMessageContaining("no such file");
        assertThatThrownBy(() -> ImageTeachers.open("oracle:" + bad, Taxonomy.shipped("road-v1")))
                .isInstanceOf(TeacherException.class).hasMessageContaining("oracle");
    }

    /** The car that drives ahead in the first frame is labelled at these pixels by the data set. */
    @Tag("real-data")
    @Test
    void shouldFindACarOnARealFrame() throws IOException {
        Path model = RealData.folder("weights").resolve("fastestdet_coco.onnx");
        Path frame = RealData.folder("kitti_raw").resolve(
                "2011_09_26/2011_09_26_drive_0013_sync/image_02/data/0000000000.png");
        RgbImage image = new ImageDecoder().decode(Files.readAllBytes(frame));
        try (DetectorTeacher teacher = new DetectorTeacher(model, Taxonomy.shipped("road-v1"))) {
            List<Detection> found = teacher.detect(image);
            assertThat(found).anyMatch(
                    d -> d.label() == Taxonomy.shipped("road-v1").indexOf("car") && d.score() > 0.5f);
            Detection car = found.get(0);
            float[][] opinions = teacher.teach(image, CAMERA,
                    List.of(object(CAMERA, car.box()[0], car.box()[1], car.box()[2], car.box()[3])));
            assertThat(opinions[0][car.label()]).isEqualTo(car.score());
            float sum = 0;
            for (float p : opinions[0]) {
                sum += p;
            }
            assertThat(sum).isCloseTo(1, within(1e-5f));
        }
    }

    private static Cluster object(String camera, float left, float top, float right, float bottom) {
        return Cluster.newBuilder().setCrop(ImageCrop.newBuilder().setCameraFrameId(camera).setLeft(left).setTop(top)
                .setRight(right).setBottom(bottom)).build();
    }
}
