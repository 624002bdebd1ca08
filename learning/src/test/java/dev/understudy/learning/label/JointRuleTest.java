package dev.understudy.learning.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.proto.v1.Branch;
import dev.understudy.proto.v1.Verdict;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JointRuleTest {

    private static final int ENOUGH_POINTS = 100;
    private static final JointRule MAX = new JointRule(Fusion.MAX);
    private static final JointRule MEAN = new JointRule(Fusion.MEAN);

    @Test
    void shouldTakeTheLabelOfTheSurerBranch() {
        Judgement judged = MAX.judge(new float[] {.95f, .05f}, new float[] {.2f, .8f}, ENOUGH_POINTS, at(.9f, .8f));
        // 0.9 x 0.95 = 0.855 beats 0.8
        assertThat(judged.decision().label()).isZero();
        assertThat(judged.decision().confidence()).isCloseTo(.855f, within(1e-6f));
        assertThat(judged.decision().spokenBy()).isEqualTo(Branch.POINT);
        assertThat(judged.verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void shouldResolveATieBySayingOneOfTheTwoLabels() {
        // Saturated branches that contradict each other: the published code adds both indices here.
        Decision decision = Fusion.MAX.decide(new float[] {0, 0, 1}, new float[] {0, 1, 0}, 1);
        assertThat(decision.label()).isEqualTo(1);
        assertThat(decision.spokenBy()).isEqualTo(Branch.IMAGE);
        assertThat(Fusion.MEAN.decide(new float[] {0, 0, 1}, new float[] {0, 1, 0}, 1).label()).isEqualTo(1);
    }

    @Test
    void shouldAverageWithTheBranchWeight() {
        Decision decision = Fusion.MEAN.decide(new float[] {.6f, .4f}, new float[] {.3f, .7f}, .5f);
        // class 1: (0.7 + 0.5 x 0.4) / 1.5 = 0.6
        assertThat(decision.label()).isEqualTo(1);
        assertThat(decision.confidence()).isCloseTo(.6f, within(1e-6f));
        assertThat(decision.spokenBy()).isEqualTo(Branch.JOINT);
    }

    @Test
    void shouldKeepOnlyWhatIsAboveTheThreshold() {
        float[] point = {.5f, .5f};
        float[] image = {.25f, .75f};
        assertThat(MEAN.judge(point, image, ENOUGH_POINTS, at(1, .625f)).verdict())
                .isEqualTo(Verdict.BELOW_THRESHOLD);
        assertThat(MEAN.judge(point, image, ENOUGH_POINTS, at(1, .62f)).verdict()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void shouldUseTheThresholdOfTheWinningClass() {
        RuleParameters perClass = new RuleParameters(1, new float[] {.9f, .6f});
        assertThat(MAX.judge(new float[] {.3f, .7f}, new float[] {.4f, .6f}, ENOUGH_POINTS, perClass).verdict())
                .isEqualTo(Verdict.ACCEPTED);
        assertThat(MAX.judge(new float[] {.7f, .3f}, new float[] {.6f, .4f}, ENOUGH_POINTS, perClass).verdict())
                .isEqualTo(Verdict.BELOW_THRESHOLD);
    }

    @Test
    void shouldDecideWithoutAnImageButNotTeach() {
        Judgement judged = MAX.judge(new float[] {.02f, .98f}, null, ENOUGH_POINTS, at(.9f, .5f));
        assertThat(judged.verdict()).isEqualTo(Verdict.NO_IMAGE);
        assertThat(judged.decision().label()).isEqualTo(1);
        assertThat(judged.decision().confidence()).isEqualTo(.98f);
    }

    @Test
    void shouldLeaveTooFewPointsUnlabelled() {
        assertThat(MAX.judge(new float[] {0, 1}, new float[] {0, 1}, 5, at(1, .5f)).verdict())
                .isEqualTo(Verdict.TOO_FEW_POINTS);
    }

    @Test
    void shouldSayNothingOfNothing() {
        Judgement judged = MAX.judge(null, null, ENOUGH_POINTS, at(1, .5f));
        assertThat(judged.accepted()).isFalse();
        assertThat(judged.decision().label()).isEqualTo(-1);
    }

    @Test
    void shouldBeFoundByName() {
        assertThat(LabelRule.named("joint-mean").fusion()).isEqualTo(Fusion.MEAN);
        assertThat(LabelRule.named("joint-max").fusion()).isEqualTo(Fusion.MAX);
    }

    @Test
    void shouldFollowConfidenceAndClassBalance() {
        AdaptiveThresholds thresholds = new AdaptiveThresholds(2);
        assertThat(thresholds.thresholds()).containsExactly(.6f, .6f);
        thresholds.observe(1f, new float[] {1, 0});
        // level 0.98 x 0.6 + 0.02 = 0.608; beliefs 0.51 and 0.49
        assertThat(thresholds.thresholds()[0]).isCloseTo(.608f, within(1e-5f));
        assertThat(thresholds.thresholds()[1]).isCloseTo(.608f * .49f / .51f, within(1e-5f));
    }

    @Test
    void shouldKeepThresholdsWithinTheirLimits() {
        AdaptiveThresholds thresholds = new AdaptiveThresholds(2);
        for (int i = 0; i < 1000; i++) {
            thresholds.observe(1f, new float[] {1, 0});
        }
        assertThat(thresholds.thresholds()).containsExactly(.95f, .4f);
    }

    private static RuleParameters at(float pointWeight, float threshold) {
        float[] thresholds = new float[3];
        Arrays.fill(thresholds, threshold);
        return new RuleParameters(pointWeight, thresholds);
    }
}
