package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsTree;
import org.junit.jupiter.api.Test;

class DemoBaseTest {

    @Test
    void shouldDifferFromWhatStreamAndTrainRunInTheseSettingsOnly() {
        SettingsTree tree = SettingsTree.of(Settings.defaults());
        tree.differing(DemoBase.BASE.changes().apply(Settings.defaults()), DemoBase.BASE.origin());
        assertThat(tree.changed()).containsExactlyInAnyOrder("metrics.port", "perception.line.pairing.cameraTimeout",
                "perception.images.refetchTimeout", "perception.maxFrameAge", "stream.run.commitInterval",
                "stream.run.maxTaskIdle", "learning.stepsPerCandidate", "learning.gate.minima.updates",
                "learning.gate.minima.tracks", "learning.gate.minima.probe");
    }
}
