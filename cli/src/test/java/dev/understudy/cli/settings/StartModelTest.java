package dev.understudy.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.common.UserError;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.Signer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartModelTest {

    private static final Checkpoint SHIPPED = BootstrapCheckpoint.load().checkpoint();

    @TempDir
    private Path folder;

    private static Settings.Model model(String start, String rule, String keys, String taxonomy) {
        return new Settings.Model("student", start, rule, keys, taxonomy);
    }

    private static Checkpoint versionSeven() {
        return new Checkpoint(SHIPPED.manifest().toBuilder().setVersion(7).setEpoch(9).build(), SHIPPED.tensors());
    }

    @Test
    void shouldBeTheShippedCheckpointByDefault() {
        StartModel start = StartModel.open(Settings.defaults().model());
        assertThat(start.checkpoint().ref()).isEqualTo(BootstrapCheckpoint.load().ref());
        assertThat(start.taxonomy().version()).isEqualTo("road-v1");
    }

    @Test
    void shouldStartFromAFileBelowWhateverIsPublishedLater() throws Exception {
        EncodedCheckpoint encoded = CheckpointCodec.encodeUnsigned(versionSeven());
        Path file = folder.resolve("seven.uckpt");
        CheckpointFile.write(file, encoded);
        Files.writeString(Path.of(file + ".sha256"), HexFormat.of().formatHex(encoded.ref().getDigest().toByteArray()));
        Settings.Model model = model(file.toString(), "agreement", "", "");
        StartModel start = StartModel.open(model);
        assertThat(start.published().ref().getVersion()).isEqualTo(7);
        assertThat(start.checkpoint().ref().getVersion()).isZero();
        assertThat(start.checkpoint().epoch()).isZero();
        assertThat(start.checkpoint().checkpoint().manifest().getRule()).isEqualTo("agreement");
    }

    @Test
    void shouldTakeASignatureWhereNoDigestLiesBeside() {
        Signer signer = Signer.loadOrCreate(folder.resolve("signing.key"));
        Path file = folder.resolve("signed.uckpt");
        CheckpointFile.write(file, CheckpointCodec.encode(versionSeven(), signer));
        assertThatThrownBy(() -> StartModel.open(model(file.toString(), "", "", ""))).isInstanceOf(UserError.class)
                .hasMessageContaining("nothing vouches for");
        assertThat(StartModel.open(model(file.toString(), "", folder.toString(), "")).checkpoint().epoch()).isZero();
    }

    @Test
    void shouldRefuseARuleThatDoesNotExist() {
        assertThatThrownBy(() -> StartModel.open(model("", "joint-median", "", ""))).isInstanceOf(UserError.class)
                .hasMessageContaining("model.rule").hasMessageContaining("joint-median");
    }

    @Test
    void shouldRefuseATaxonomyOfOtherClasses() throws Exception {
        Path taxonomy = Files.writeString(folder.resolve("yard.yaml"),
                "{version: yard-v1, unknown: other, classes: [forklift], mappings: {}}");
        assertThatThrownBy(() -> StartModel.open(model("", "", "", taxonomy.toString()))).isInstanceOf(UserError.class)
                .hasMessageContaining("forklift");
    }
}
