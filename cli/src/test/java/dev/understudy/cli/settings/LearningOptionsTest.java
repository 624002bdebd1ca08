package dev.understudy.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.common.UserError;
import dev.understudy.learning.loop.LearningChoice;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.loop.Preset;
import dev.understudy.learning.train.Guard;
import dev.understudy.learning.train.TrainerConfig;
import dev.understudy.learning.train.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine;

class LearningOptionsTest {

    private static final LearningConfig DEFAULTS = LearningConfig.defaults();

    @TempDir
    private Path folder;

    @Command
    private static final class Sample {
        @Mixin
        private final SettingsOptions settings = new SettingsOptions(Map.of());

        @Mixin
        private LearningOptions learning;
    }

    private static LearningConfig parsed(String... args) {
        Sample sample = new Sample();
        new CommandLine(sample).parseArgs(args);
        return sample.learning.choose(Preset.LIVE, sample.settings).settings().learning();
    }

    private static LearningConfig withRate(float rate) {
        TrainerConfig training = DEFAULTS.training();
        return DEFAULTS.withTraining(training.withOptimiser(training.optimiser().withRate(rate)));
    }

    private LearningConfig read(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("trainer.yaml"), text.isEmpty() ? "" : "learning:\n"
                + text.indent(2));
        String[] args = new String[more.length + 1];
        args[0] = "--config=" + file;
        System.arraycopy(more, 0, args, 1, more.length);
        return parsed(args);
    }

    @Test
    void shouldKeepTheDefaultsWhereNothingIsSaid() throws IOException {
        assertThat(parsed()).isEqualTo(DEFAULTS);
        assertThat(read("")).isEqualTo(DEFAULTS);
        assertThat(read("training: {}\n")).isEqualTo(DEFAULTS);
    }

    @Test
    void shouldTakeWhatAFileSaysAndLeaveTheRest() throws IOException {
        LearningConfig config = read("""
                training:
                  optimiser: {rate: 3e-4}
                  views: {anchors: 0}
                gate:
                  minima: {tracks: 50}
                """);
        assertThat(config.training()).isEqualTo(withRate(3e-4f).training()
                .withViews(new Views(DEFAULTS.training().views().pseudoLabelled(), 0)));
        assertThat(config.gate().minima().tracks()).isEqualTo(50);
        assertThat(config.gate().minima().updates()).isEqualTo(DEFAULTS.gate().minima().updates());
        assertThat(config.health()).isEqualTo(DEFAULTS.health());
    }

    @Test
    void shouldReadWhatItPrints() throws IOException {
        LearningConfig config = withRate(1e-5f).withTraining(DEFAULTS.training().toggled(Guard.GATE))
                .withGate(DEFAULTS.gate().withMinima(1, 2, 3)).withStepsPerCandidate(7);
        SettingsTree tree = SettingsTree.of(Settings.defaults().withLearning(config));
        Path file = Files.writeString(folder.resolve("printed.yaml"),
                new SettingsText(tree, name -> false, false).of("learning"));
        assertThat(parsed("--config=" + file)).isEqualTo(config);
    }

    @Test
    void shouldPutFlagsAboveTheFile() throws IOException {
        LearningConfig config = read("training: {guards: [gate, schedule]}\nstepsPerCandidate: 7",
                "--with-guard=track-cap,track-consensus", "--without-guard=gate", "--steps-per-candidate=9");
        assertThat(config.stepsPerCandidate()).isEqualTo(9);
        assertThat(config.training().guards())
                .containsExactlyInAnyOrder(Guard.SCHEDULE, Guard.TRACK_CAP, Guard.TRACK_CONSENSUS);
    }

    @Test
    void shouldNameTheSettingThatWasMeant() {
        assertThatThrownBy(() -> read("training: {optimiser: {Rate: 1e-4}}")).isInstanceOf(UserError.class)
                .hasMessageContaining("trainer.yaml").hasMessageContaining("training.optimiser.Rate")
                .hasMessageContaining("did you mean learning.training.optimiser.rate?");
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> read("training: {optimiser: {rate: -1}}")).isInstanceOf(UserError.class)
                .hasMessageContaining("training.optimiser: rate").hasMessageContaining("must be positive");
        assertThatThrownBy(() -> read("health: {checks: {window: many}}")).isInstanceOf(UserError.class)
                .hasMessageContaining("health.checks.window");
        assertThatThrownBy(() -> read("training: {batch: {memory: 1000}}")).isInstanceOf(UserError.class)
                .hasMessageContaining("memory.size must hold batch.memory");
        assertThatThrownBy(() -> read("training: 5")).isInstanceOf(UserError.class)
                .hasMessageContaining("learning.training must be a list of names and values");
        assertThatThrownBy(() -> read("training: {seed: ]")).isInstanceOf(UserError.class).hasMessageContaining("line");
    }

    private LearningChoice chosen(String... args) {
        Sample sample = new Sample();
        new CommandLine(sample).parseArgs(args);
        return sample.learning.choose(Preset.SHORT_STREAM, sample.settings).choice();
    }

    @Test
    void shouldBeginWithTheCommandsOwnPresetOnlyWhereNothingIsGiven() throws IOException {
        Path file = Files.writeString(folder.resolve("trainer.yaml"), "learning: {stepsPerCandidate: 7}");
        assertThat(chosen().source()).isEqualTo("preset short-stream");
        assertThat(chosen("--preset=short-demo").source()).isEqualTo("preset short-demo");
        assertThat(chosen("--config=" + file).source()).isEqualTo("preset live, file " + file);
        assertThat(chosen("--config=" + file, "--preset=few-frames").source())
                .isEqualTo("preset few-frames, file " + file);
    }

    @Test
    void shouldPutAFileOverThePresetThatIsNamed() throws IOException {
        assertThat(read("stepsPerCandidate: 7", "--preset=short-demo"))
                .isEqualTo(Preset.SHORT_DEMO.config().withStepsPerCandidate(7));
    }

    @Test
    void shouldRefuseAPresetThatDoesNotExist() {
        assertThatThrownBy(() -> parsed("--preset=fast")).hasMessageContaining("there is no preset 'fast'")
                .hasMessageContaining("short-stream");
    }

    @Test
    void shouldRefuseADistanceThatCannotBe() {
        assertThatThrownBy(() -> parsed("--steps-per-candidate=0")).isInstanceOf(UserError.class)
                .hasMessageContaining("stepsPerCandidate");
    }

    @Test
    void shouldRefuseAGuardThatDoesNotExist() {
        assertThatThrownBy(() -> read("training: {guards: [gates]}")).isInstanceOf(UserError.class)
                .hasMessageContaining("training.guards").hasMessageContaining("source-anchors");
        assertThatThrownBy(() -> parsed("--without-guard=gates")).hasMessageContaining("there is no guard 'gates'");
    }
}
