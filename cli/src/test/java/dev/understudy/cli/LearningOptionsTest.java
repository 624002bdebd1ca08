package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.common.ConfigFile;
import dev.understudy.cli.common.LearningOptions.LearningConfig;
import dev.understudy.cli.common.LearningOptions;
import dev.understudy.cli.common.UserError;
import dev.understudy.learning.train.Guard;
import dev.understudy.learning.train.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LearningOptionsTest {

    private static final LearningConfig DEFAULTS = LearningConfig.defaults();

    @TempDir
    private Path folder;

    @Command
    private static final class Sample {
        @Mixin
        private LearningOptions learning;
    }

    private static LearningConfig parsed(String... args) {
        Sample sample = new Sample();
        new CommandLine(sample).parseArgs(args);
        return sample.learning.config();
    }

    private LearningConfig read(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("trainer.yaml"), text);
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
                  learningRate: 3e-4
                  views: {anchors: 0}
                gate:
                  minTracks: 50
                """);
        assertThat(config.training()).isEqualTo(DEFAULTS.training().withRate(3e-4f).withViews(
                new TrainerConfig.Views(DEFAULTS.training().views().pseudoLabelled(), 0)));
        assertThat(config.gate().minTracks()).isEqualTo(50);
        assertThat(config.gate().minUpdates()).isEqualTo(DEFAULTS.gate().minUpdates());
        assertThat(config.health()).isEqualTo(DEFAULTS.health());
    }

    @Test
    void shouldReadWhatItPrints() throws IOException {
        LearningConfig config = new LearningConfig(DEFAULTS.training().toggled(Guard.GATE).withRate(1e-5f),
                DEFAULTS.gate().withMinima(1, 2, 3), DEFAULTS.health());
        assertThat(read(ConfigFile.print(config))).isEqualTo(config);
    }

    @Test
    void shouldPutFlagsAboveTheFile() throws IOException {
        LearningConfig config = read("training: {guards: [gate, schedule]}", "--with-guard=track-cap,track-consensus",
                "--without-guard=gate");
        assertThat(config.training().guards())
                .containsExactlyInAnyOrder(Guard.SCHEDULE, Guard.TRACK_CAP, Guard.TRACK_CONSENSUS);
    }

    @Test
    void shouldNameTheSettingThatWasMeant() {
        assertThatThrownBy(() -> read("training: {learningrate: 1e-4}")).isInstanceOf(UserError.class)
                .hasMessageContaining("trainer.yaml").hasMessageContaining("training.learningrate")
                .hasMessageContaining("did you mean learningRate?");
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> read("training: {learningRate: -1}")).isInstanceOf(UserError.class)
                .hasMessageContaining("training: learningRate").hasMessageContaining("must be positive");
        assertThatThrownBy(() -> read("health: {window: many}")).isInstanceOf(UserError.class)
                .hasMessageContaining("health.window");
        assertThatThrownBy(() -> read("training: {memoryRows: 1000}")).isInstanceOf(UserError.class)
                .hasMessageContaining("memorySize must hold memoryRows");
        assertThatThrownBy(() -> read("training: 5")).isInstanceOf(UserError.class)
                .hasMessageContaining("training must be a list of names and values");
        assertThatThrownBy(() -> read("training: {seed: ]")).isInstanceOf(UserError.class).hasMessageContaining("line");
    }

    @Test
    void shouldRefuseAGuardThatDoesNotExist() {
        assertThatThrownBy(() -> read("training: {guards: [gates]}")).isInstanceOf(UserError.class)
                .hasMessageContaining("training.guards").hasMessageContaining("source-anchors");
        assertThatThrownBy(() -> parsed("--without-guard=gates")).hasMessageContaining("there is no guard 'gates'");
    }
}
