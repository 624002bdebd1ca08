package dev.understudy.learning.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.proto.v1.Branch;
import dev.understudy.proto.v1.Verdict;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final int ENOUGH_POINTS = 100;
    private static final RuleParameters HALF = new RuleParameters(1, new float[] {.5f, .5f, .5f});
    private final LabelRule agreement = LabelRule.named("agreement");
    private final LabelRule published = LabelRule.named("cross-most");

    @Test
    void shouldAgreeOnlyAsSurelyAsTheLessSureBranch() {
        Judgement judged = agreement.judge(new float[] {.9f, .1f, 0}, new float[] {.6f, .3f, .1f}, ENOUGH_POINTS, HALF);
        assertThat(judged.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(judged.decision()).isEqualTo(new Decision(0, .6f, Branch.JOINT));
        assertThat(agreement.judge(new float[] {.9f, .1f, 0}, new float[] {.5f, .3f, .2f}, ENOUGH_POINTS, HALF)
                .verdict()).isEqualTo(Verdict.BELOW_THRESHOLD);
    }

    @Test
    void shouldNotTeachWhatTheBranchesDisagreeOn() {
        Judgement judged = agreement.judge(new float[] {.9f, .1f, 0}, new float[] {.3f, .6f, .1f}, ENOUGH_POINTS, HALF);
        assertThat(judged.verdict()).isEqualTo(Verdict.DISAGREEMENT);
        // The mean still names a class for events: 0.6 against 0.35.
        assertThat(judged.decision().label()).isZero();
        assertThat(judged.decision().confidence()).isCloseTo(.6f, within(1e-6f));
    }

    @Test
    void shouldLeaveHalfOfTheEvidenceUnlabelled() {
        assertThat(agreement.judge(new float[] {1, 0, 0}, null, ENOUGH_POINTS, HALF).verdict())
                .isEqualTo(Verdict.NO_IMAGE);
        assertThat(agreement.judge(new float[] {1, 0, 0}, new float[] {1, 0, 0}, 3, HALF).verdict())
                .isEqualTo(Verdict.TOO_FEW_POINTS);
    }

    @Test
    void shouldKeepToThePublishedConstants() {
        // 0.9 x 0.94 = 0.846 is above 0.84; 0.9 x 0.93 = 0.837 is not, whatever the parameters say.
        Judgement kept = published.judge(new float[] {.94f, .06f, 0}, new float[] {.2f, .8f, 0}, ENOUGH_POINTS, HALF);
        assertThat(kept.verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(kept.decision().label()).isZero();
        assertThat(kept.decision().confidence()).isCloseTo(.846f, within(1e-6f));
        Judgement left = published.judge(new float[] {.93f, .07f, 0}, new float[] {.2f, .8f, 0}, ENOUGH_POINTS, HALF);
        assertThat(left.verdict()).isEqualTo(Verdict.BELOW_THRESHOLD);
        assertThat(left.threshold()).isEqualTo(.84f);
    }

    @Test
    void shouldNameTheRulesThereAre() {
        assertThatIllegalArgumentException().isThrownBy(() -> LabelRule.named("coin"))
                .withMessageContaining("'coin'").withMessageContaining("agreement").withMessageContaining("track-vote");
    }
}
