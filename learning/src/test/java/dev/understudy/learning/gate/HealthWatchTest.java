package dev.understudy.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class HealthWatchTest {

    private static final HealthConfig CONFIG =
            HealthConfig.defaults().withChecks(new HealthConfig.Checks(100, 50, 1, 25, 2));
    private static final Checkpoint BASE = TinyBootstrap.checkpoint();
    private static final Checkpoint LIVE = version(2, BASE.tensors());
    private static final List<PseudoLabelledSample> RECORDS = TinyBootstrap.records(LIVE, 20, 3);
    private static final int CLASSES = BASE.manifest().getClassNamesCount();

    private final HealthWatch watch = new HealthWatch(CONFIG, BASE, new Canary(TinyBootstrap.anchors().canary()));

    @Test
    void shouldFindNothingWrongWithAModelAsGoodAsBefore() {
        watch.live(LIVE, BASE);
        assertThat(declined(RECORDS)).isEmpty();
        assertThat(watch.check().passed()).isTrue();
    }

    @Test
    void shouldSayNothingOfWhatAnotherVersionJudged() {
        watch.live(version(3, BASE.tensors()), LIVE);
        RECORDS.forEach(record -> watch.observe(changed(record, (point, image) -> collapse(point, image, 4))));
        assertThat(watch.decline()).isEmpty();
    }

    @Test
    void shouldSayNothingOfWhatAnImageTeacherHadASayIn() {
        watch.live(LIVE, BASE);
        RECORDS.forEach(record -> watch.observe(changed(record, (point, image) -> collapse(point, image, 4)).toBuilder()
                .setImageTeacher("detector:model.onnx").build()));
        assertThat(watch.decline()).isEmpty();
    }

    @Test
    void shouldSeeAModelThatForgotTheSourceAtTheFirstLook() {
        Map<String, Tensor> shuffled = new TreeMap<>(BASE.tensors());
        Tensor classes = shuffled.get(Checkpoint.CLASSES);
        float[] rolled = new float[classes.data().length];
        int row = rolled.length / CLASSES;
        for (int i = 0; i < rolled.length; i++) {
            rolled[(i + row) % rolled.length] = classes.data()[i];
        }
        shuffled.put(Checkpoint.CLASSES, new Tensor(classes.shape(), rolled));
        Checkpoint poisoned = version(2, shuffled);
        watch.live(poisoned, BASE);
        List<PseudoLabelledSample> served = TinyBootstrap.records(poisoned, 5, 3);
        assertThat(declined(served).orElseThrow().reason()).contains("canary-vs-base");
    }

    @Test
    void shouldSeeAClassCollapseInWhatIsServed() {
        watch.live(LIVE, BASE);
        Optional<GateReport> report =
                declined(RECORDS, (point, image) -> collapse(point, image, 4));
        assertThat(report.orElseThrow().reason()).contains("served-entropy", "served-largest-share");
    }

    @Test
    void shouldSeeBranchesThatDriftApartWhileTheyAreSure() {
        watch.live(LIVE, BASE);
        int[] turn = {0};
        Optional<GateReport> report = declined(RECORDS, (point, image) -> {
            int k = turn[0]++ % CLASSES;
            collapse(point, null, k);
            collapse(null, image, (k + 1) % CLASSES);
        });
        assertThat(report.orElseThrow().reason()).contains("branch-agreement");
    }

    @Test
    void shouldSeeOverconfidenceThatAgreementDoesNotBearOut() {
        watch.live(LIVE, BASE);
        int[] turn = {0};
        Optional<GateReport> report = declined(RECORDS, (point, image) -> {
            int k = turn[0]++ % CLASSES;
            collapse(point, null, k);
            // Agrees as seldom as before, but is sure: the joint answer is sure of it, too.
            collapse(null, image, turn[0] % 3 == 0 ? k : (k + 1) % CLASSES);
            image[k] += 0.4f;
        });
        assertThat(report.orElseThrow().reason()).contains("overconfidence");
    }

    @Test
    void shouldSeeAStudentThatItsTeacherNoLongerFollows() {
        Map<String, Tensor> torn = new TreeMap<>(BASE.tensors());
        torn.forEach((name, tensor) -> {
            if (name.startsWith(Checkpoint.STUDENT_PREFIX)) {
                float[] negated = tensor.data().clone();
                for (int i = 0; i < negated.length; i++) {
                    negated[i] = -negated[i];
                }
                torn.put(name, new Tensor(tensor.shape(), negated));
            }
        });
        watch.live(version(2, torn), BASE);
        assertThat(declined(RECORDS).orElseThrow().reason()).isEqualTo("teacher-student-agreement");
    }

    @Test
    void shouldNotBelieveOneBadCheck() {
        HealthWatch brief = new HealthWatch(CONFIG.withChecks(new HealthConfig.Checks(50, 50, 1, 50, 2)), BASE,
                new Canary(TinyBootstrap.anchors().canary()));
        brief.live(LIVE, BASE);
        RECORDS.subList(0, 50).forEach(r -> brief.observe(changed(r, (point, image) -> collapse(point, image, 4))));
        assertThat(brief.check().passed()).isFalse();
        assertThat(brief.decline()).isEmpty();
        RECORDS.subList(50, 100).forEach(brief::observe);
        assertThat(brief.decline()).isEmpty();
        RECORDS.subList(100, 150).forEach(r -> brief.observe(changed(r, (point, image) -> collapse(point, image, 4))));
        assertThat(brief.decline()).as("the second bad one is not in a row").isEmpty();
    }

    private Optional<GateReport> declined(List<PseudoLabelledSample> records) {
        return declined(records, (point, image) -> { });
    }

    private Optional<GateReport> declined(List<PseudoLabelledSample> records, BiConsumer<float[], float[]> change) {
        for (PseudoLabelledSample record : records) {
            watch.observe(changed(record, change));
            Optional<GateReport> report = watch.decline();
            if (report.isPresent()) {
                return report;
            }
        }
        return Optional.empty();
    }

    private static PseudoLabelledSample changed(PseudoLabelledSample record, BiConsumer<float[], float[]> change) {
        float[] point = new float[CLASSES];
        float[] image = new float[CLASSES];
        for (int k = 0; k < CLASSES; k++) {
            point[k] = record.getPointDistribution(k);
            image[k] = record.getImageDistribution(k);
        }
        change.accept(point, image);
        PseudoLabelledSample.Builder out = record.toBuilder().clearPointDistribution().clearImageDistribution();
        for (int k = 0; k < CLASSES; k++) {
            out.addPointDistribution(point[k]).addImageDistribution(image[k]);
        }
        return out.build();
    }

    private static void collapse(float[] point, float[] image, int onto) {
        for (float[] branch : new float[][] {point, image}) {
            for (int k = 0; branch != null && k < branch.length; k++) {
                branch[k] = k == onto ? 0.99f : 0.01f / (branch.length - 1);
            }
        }
    }

    private static Checkpoint version(long version, Map<String, Tensor> tensors) {
        return new Checkpoint(BASE.manifest().toBuilder().setVersion(version).build(), tensors);
    }
}
