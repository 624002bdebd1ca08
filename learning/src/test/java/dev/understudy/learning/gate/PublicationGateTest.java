package dev.understudy.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.TrainingSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PublicationGateTest {

    private static final Checkpoint BASE = TinyBootstrap.checkpoint();
    private static final List<EncodedObject> PROBE =
            TinyBootstrap.anchors().canary().stream().map(TrainingSample::object).toList();
    private static final GateConfig LIMITS = GateConfig.defaults().withMinima(10, 20, 30)
            // Less than the networks in use, so small a one is never surer.
            .withSureness(new GateConfig.Sureness(0.5, 16, 0.6, 0.6));

    private final PublicationGate gate = new PublicationGate(LIMITS, BASE, TinyBootstrap.anchors().canary());

    private static Evidence evidence(int updates, int tracks) {
        return new Evidence(updates, tracks, .6, PROBE, List.of());
    }

    private static Checkpoint with(String name, Tensor tensor) {
        Map<String, Tensor> tensors = new TreeMap<>(BASE.tensors());
        tensors.put(name, tensor);
        return new Checkpoint(BASE.manifest(), tensors);
    }

    @Test
    void shouldPassAnUnharmedModelWithEnoughEvidence() {
        GateReport report = gate.judge(BASE, BASE, evidence(10, 20));
        assertThat(report.passed()).as(report.toString()).isTrue();
        assertThat(report.reason()).isEmpty();
    }

    @Test
    void shouldBlockAModelThatSeesOneClassEverywhere() {
        Tensor classes = BASE.tensors().get(Checkpoint.CLASSES);
        // Every class but the first points away from everything: the embedding of class 0 always wins.
        float[] collapsed = new float[classes.data().length];
        Tensor bias = BASE.tensors().get("teacher/point/project/bias");
        float[] same = new float[bias.data().length];
        Arrays.fill(same, 1000f);
        for (int i = 0; i < 16; i++) {
            collapsed[i] = 0.25f;
        }
        Checkpoint candidate = with(Checkpoint.CLASSES, new Tensor(classes.shape(), collapsed));
        Map<String, Tensor> tensors = new TreeMap<>(candidate.tensors());
        tensors.put("teacher/point/project/bias", new Tensor(bias.shape(), same));
        tensors.put("teacher/image/project/bias", new Tensor(bias.shape(), same));
        GateReport report = gate.judge(new Checkpoint(BASE.manifest(), tensors), BASE, evidence(100, 100));
        assertThat(report.passed()).isFalse();
        assertThat(report.reason()).contains("canary-vs-base", "entropy-vs-base", "largest-share");
        assertThat(report.value(GateTest.LARGEST_SHARE)).isEqualTo(1);
    }

    @Test
    void shouldBlockPermutedClasses() {
        Tensor classes = BASE.tensors().get(Checkpoint.CLASSES);
        float[] rotated = new float[classes.data().length];
        for (int i = 0; i < rotated.length; i++) {
            rotated[(i + 16) % rotated.length] = classes.data()[i];
        }
        GateReport report = gate.judge(with(Checkpoint.CLASSES, new Tensor(classes.shape(), rotated)), BASE,
                evidence(100, 100));
        assertThat(report.reason()).contains("canary-vs-served", "canary-vs-base").doesNotContain("entropy");
    }

    @Test
    void shouldBlockWeightsThatAreNoNumbers() {
        Tensor bias = BASE.tensors().get("teacher/point/project/bias");
        float[] broken = bias.data().clone();
        broken[0] = Float.NaN;
        GateReport report = gate.judge(with("teacher/point/project/bias", new Tensor(bias.shape(), broken)), BASE,
                evidence(100, 100));
        assertThat(report.reason()).isEqualTo("finite-weights");
    }

    @Test
    void shouldAskForEvidence() {
        assertThat(gate.judge(BASE, BASE, evidence(9, 19)).reason()).isEqualTo("updates,tracks");
    }

    private static Evidence taught(int turn) {
        List<TrainingSample> rows = TinyBootstrap.anchors().train().stream()
                .map(s -> new TrainingSample(s.object(), (s.label() + turn) % 10, s.track())).toList();
        return new Evidence(100, 100, .6, PROBE, rows);
    }

    @Test
    void shouldBlockWhatWasTaughtPermutedLabels() {
        assertThat(gate.judge(BASE, BASE, taught(0)).passed()).isTrue();
        GateReport report = gate.judge(BASE, BASE, taught(1));
        assertThat(report.reason()).isEqualTo("labels-vs-served");
        assertThat(report.vetoed()).isTrue();
        assertThat(report.mislabelled()).isTrue();
        assertThat(report.value(GateTest.LABELS_VS_SERVED)).isLessThan(0.1);
    }

    @Test
    void shouldBlockWhatWasTaughtOneLabelForAll() {
        List<TrainingSample> rows = TinyBootstrap.anchors().train().stream()
                .map(s -> new TrainingSample(s.object(), 0, s.track())).toList();
        assertThat(gate.judge(BASE, BASE, new Evidence(100, 100, .6, PROBE, rows)).reason())
                .isEqualTo("labels-vs-served");
    }

    @Test
    void shouldSeeLabelsThatWereForgedLately() {
        List<TrainingSample> rows = new ArrayList<>(taught(0).taught());
        List<TrainingSample> forged = taught(1).taught();
        rows.subList(rows.size() - 40, rows.size()).clear();
        rows.addAll(forged.subList(forged.size() - 40, forged.size()));
        assertThat(gate.judge(BASE, BASE, new Evidence(100, 100, .6, PROBE, rows)).reason())
                .isEqualTo("labels-vs-served");
    }

    @Test
    void shouldSayNothingOfLabelsThatTheServedModelHasNoOpinionOn() {
        Evidence few = new Evidence(100, 100, .6, PROBE, taught(1).taught().subList(0, 5));
        assertThat(gate.judge(BASE, BASE, few).passed()).isTrue();
    }

    @Test
    void shouldBlockACandidateThatDoubtsWhatTheBootstrapIsSureOf() {
        // A tenth of the scale leaves every answer as it is and none of them sure.
        Tensor classes = BASE.tensors().get(Checkpoint.CLASSES);
        float[] faint = classes.data().clone();
        for (int i = 0; i < faint.length; i++) {
            faint[i] /= 10;
        }
        Checkpoint candidate = with(Checkpoint.CLASSES, new Tensor(classes.shape(), faint));
        assertThat(gate.judge(candidate, BASE, evidence(100, 100)).reason()).contains("sure-of-base");
    }

    @Test
    void shouldNotHoldASourceGainAgainstWhatComesAfter() {
        Canary wavering = new Canary(TinyBootstrap.anchors().canary());
        double base = wavering.accuracy(BASE);
        GateReport report = new PublicationGate(LIMITS, BASE, wavering).judge(BASE, BASE, evidence(100, 100));
        GateReport.Test test = report.tests().stream().filter(t -> t.name() == GateTest.CANARY_VS_SERVED).findFirst()
                .orElseThrow();
        assertThat(test.limit()).isEqualTo(base - LIMITS.canary().drop());
    }
}
