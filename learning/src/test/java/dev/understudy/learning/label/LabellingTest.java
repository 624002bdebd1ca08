package dev.understudy.learning.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.proto.v1.RecordStatistics;
import dev.understudy.proto.v1.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabellingTest {

    private static final int CLASSES = 3;
    private static final int WINDOW = 64;
    private static final Labelling.Settings BY_TRACK = new Labelling.Settings(true, false, null, false, WINDOW);
    private static final Labelling.Settings ALONE = new Labelling.Settings(false, false, null, false, WINDOW);
    private static final float[] SURE = {0, 1, 0};
    private static final float[] UNCLEAR = {.55f, .45f, 0};

    private static Labelling labelling(Labelling.Settings settings, String rule) {
        return new Labelling(settings, LabelRule.named(rule), new AdaptiveThresholds(CLASSES));
    }

    private static LabelDecision decide(Labelling labelling, JudgedView view) {
        labelling.observe(view);
        return labelling.decide(view);
    }

    private static JudgedView view(String track, float[] point, float[] image, Verdict verdict) {
        int label = Fusion.argmax(point);
        return new JudgedView(track, point, image, .5f, verdict, label, point[label]);
    }

    @Test
    void shouldLetTheViewsOfATrackDecideTogether() {
        Labelling labelling = labelling(BY_TRACK, "joint-mean");
        LabelDecision first = decide(labelling, view("a", new float[] {0, .8f, .2f}, SURE, Verdict.ACCEPTED));
        assertThat(first.label()).isEqualTo(1);
        assertThat(first.confidence()).isCloseTo((1 + .5f * .8f) / 1.5f, within(1e-6f));
        // Alone the second view is of class 0, with 0.55; with the first, of class 1: (0.9 x 0.933 + 0.45) / 1.9.
        LabelDecision second = decide(labelling, view("a", UNCLEAR, UNCLEAR, Verdict.BELOW_THRESHOLD));
        assertThat(second).isEqualTo(new LabelDecision(Verdict.ACCEPTED, 1, second.confidence()));
        assertThat(second.confidence()).isCloseTo((.9f * first.confidence() + .45f) / 1.9f, within(1e-5f));
        assertThat(decide(labelling, view("b", UNCLEAR, UNCLEAR, Verdict.BELOW_THRESHOLD)).teaches()).isFalse();
        assertThat(labelling.labelOf("a")).isEqualTo(1);
    }

    @Test
    void shouldNotRememberAViewWithoutATrack() {
        Labelling labelling = labelling(BY_TRACK, "joint-mean");
        decide(labelling, view("", SURE, SURE, Verdict.ACCEPTED));
        float[] other = {.9f, .1f, 0};
        assertThat(decide(labelling, view("", other, other, Verdict.ACCEPTED)).label()).isZero();
    }

    @Test
    void shouldRefuseWhatTheRuleRefusesForGood() {
        for (Verdict refused : List.of(Verdict.TOO_FEW_POINTS, Verdict.DISAGREEMENT)) {
            for (Labelling.Settings settings : List.of(BY_TRACK, ALONE)) {
                assertThat(decide(labelling(settings, "agreement"), view("a", SURE, SURE, refused)).verdict())
                        .isEqualTo(refused);
            }
        }
    }

    @Test
    void shouldKeepToAThresholdThatDoesNotAdapt() {
        for (Labelling.Settings settings : List.of(BY_TRACK, ALONE)) {
            assertThat(decide(labelling(settings, "cross-most"), view("a", SURE, SURE, Verdict.BELOW_THRESHOLD))
                    .verdict()).isEqualTo(Verdict.BELOW_THRESHOLD);
            assertThat(decide(labelling(settings, "joint-max"), view("a", SURE, SURE, Verdict.BELOW_THRESHOLD))
                    .teaches()).isTrue();
        }
    }

    @Test
    void shouldTeachWithoutAnImageByItsTrackAlone() {
        JudgedView onTrack = view("a", SURE, null, Verdict.NO_IMAGE);
        JudgedView trackless = view("", SURE, null, Verdict.NO_IMAGE);
        assertThat(decide(labelling(BY_TRACK, "joint-mean"), onTrack).teaches()).isTrue();
        assertThat(decide(labelling(BY_TRACK, "joint-mean"), trackless).verdict()).isEqualTo(Verdict.NO_IMAGE);
        assertThat(decide(labelling(ALONE, "joint-mean"), onTrack).verdict()).isEqualTo(Verdict.NO_IMAGE);
        Labelling.Settings needed = new Labelling.Settings(true, true, null, false, WINDOW);
        assertThat(decide(labelling(needed, "joint-mean"), onTrack).verdict()).isEqualTo(Verdict.NO_IMAGE);
    }

    @Test
    void shouldGoByOneThresholdWhereItIsFixed() {
        Labelling labelling = labelling(ALONE.withThreshold(.9f), "joint-mean");
        assertThat(labelling.thresholds()).containsExactly(.9f, .9f, .9f);
        float[] likely = {.1f, .89f, .01f};
        assertThat(decide(labelling, view("", likely, likely, Verdict.ACCEPTED)).teaches()).isFalse();
    }

    @Test
    void shouldGoOnWhereAnotherLeftOff() {
        Labelling first = labelling(BY_TRACK, "joint-mean");
        for (int i = 0; i < WINDOW + 7; i++) {
            first.observe(view("track" + i % 5, i % 2 == 0 ? SURE : UNCLEAR, UNCLEAR, Verdict.ACCEPTED));
        }
        RecordStatistics.Builder saved = RecordStatistics.newBuilder();
        first.save(saved);
        Labelling next = labelling(BY_TRACK, "joint-mean");
        next.load(saved.build());
        JudgedView view = view("track1", UNCLEAR, SURE, Verdict.BELOW_THRESHOLD);
        assertThat(decide(next, view)).isEqualTo(decide(first, view));
        assertThat(next.thresholds()).containsExactly(first.thresholds());
    }
}
