package dev.understudy.learning.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.train.SourceAnchors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PretrainerTest {

    @Test
    void shouldLearnBothBranches() {
        PretrainResult result = TinyBootstrap.result();
        assertThat(result.scores().get("point.accuracy")).isGreaterThan(0.6);
        assertThat(result.scores().get("image.accuracy")).isGreaterThan(0.6);
        assertThat(result.scores().get("joint-mean.accuracy")).isGreaterThan(0.8);
    }

    @Test
    void shouldStartWithStudentAndTeacherAlike() {
        Checkpoint checkpoint = TinyBootstrap.checkpoint();
        assertThat(checkpoint.under(Checkpoint.STUDENT_PREFIX)).isEqualTo(checkpoint.under(Checkpoint.TEACHER_PREFIX))
                .isNotEmpty();
        assertThat(checkpoint.tensors().get(Checkpoint.CLASSES).shape()).containsExactly(10, 16);
    }

    @Test
    void shouldNameAClassWithoutObjects() {
        Pretrainer pretrainer = new Pretrainer(PretrainConfig.defaults(), Taxonomy.road(), TinyBootstrap.ARCHITECTURE);
        assertThatThrownBy(() -> pretrainer.train(SyntheticObjects.perClass(1, 0, 1).subList(0, 9), List.of(),
                (step, of, loss) -> { })).hasMessageContaining("building");
    }

    @Test
    void shouldReadBackAnchorsAsTheyWereWritten() throws IOException {
        PretrainResult result = TinyBootstrap.result();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int points = TinyBootstrap.ARCHITECTURE.points();
        SourceAnchors.write(out, result.anchors(), result.canary(), points);
        SourceAnchors back = SourceAnchors.read(new ByteArrayInputStream(out.toByteArray()),
                TinyBootstrap.ARCHITECTURE.encoder());
        SourceAnchors direct = TinyBootstrap.anchors();
        assertThat(back.train()).hasSameSizeAs(direct.train());
        for (int i = 0; i < back.canary().size(); i++) {
            assertThat(back.canary().get(i).label()).isEqualTo(direct.canary().get(i).label());
            assertThat(back.canary().get(i).object().points()).isEqualTo(direct.canary().get(i).object().points());
            assertThat(back.canary().get(i).object().side()).isEqualTo(direct.canary().get(i).object().side());
            assertThat(meanDifference(back.canary().get(i).object().image(), direct.canary().get(i).object().image()))
                    .as("colour is kept at half resolution").isLessThan(0.5);
        }
    }

    private static double meanDifference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }
}
