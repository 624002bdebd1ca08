package dev.understudy.learning.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.train.Guard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {

    @ParameterizedTest
    @EnumSource
    void shouldGiveAReasonForEachSettingThatIsNotLive(Preset preset) {
        List<Difference> differences = LearningChoice.of(preset, "", preset.config()).differences();
        assertThat(differences).extracting(Difference::setting)
                .containsExactlyInAnyOrderElementsOf(preset.reasons().keySet());
        assertThat(differences).allMatch(d -> !d.why().isBlank());
    }

    @ParameterizedTest
    @EnumSource
    void shouldVetoWhatTheLiveGateVetoes(Preset preset) {
        assertThat(preset.config().gate().canary()).isEqualTo(Preset.LIVE.config().gate().canary());
        assertThat(preset.config().gate().balance()).isEqualTo(Preset.LIVE.config().gate().balance());
        assertThat(preset.config().gate().sureness()).isEqualTo(Preset.LIVE.config().gate().sureness());
        assertThat(preset.config().health()).isEqualTo(Preset.LIVE.config().health());
    }

    @Test
    void shouldTellWhatAFileSetsFromWhatThePresetDoes() {
        LearningConfig preset = Preset.SHORT_STREAM.config();
        LearningConfig config = preset.withStepsPerCandidate(96)
                .withTraining(preset.training().without(Guard.ROBOT_TRUST));
        LearningChoice choice = LearningChoice.of(Preset.SHORT_STREAM, "file my.yaml", config);
        assertThat(choice.source()).isEqualTo("preset short-stream, file my.yaml");
        assertThat(choice.differences())
                .contains(new Difference("stepsPerCandidate", "96", "200", "as the file or a flag sets it"),
                        new Difference("training.guards.robot-trust", "off", "on", "as the file or a flag sets it"))
                .anyMatch(d -> d.setting().equals("training.pace.steps") && d.value().equals("8")
                        && d.live().equals("4") && d.why().contains("soon over"));
    }
}
