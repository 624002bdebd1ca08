package dev.understudy.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Understudy;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.proto.v1.CheckpointManifest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {

    private static final String NOBODY = "--bootstrap-servers=127.0.0.1:1";
    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();

    @Test
    void shouldRefuseATimeThatIsNone() {
        assertThat(run("live", "--at", "yesterday", NOBODY)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--at", "yesterday", "2026-11-20T10:00:00Z").hasLineCount(1);
    }

    @Test
    void shouldNameTheFlagThatIsMissing() {
        assertThat(run("list", "--bootstrap-servers=")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--bootstrap-servers").hasLineCount(1);
    }

    @Test
    void shouldAskForTheRegistryWhenARobotIsAskedAbout() {
        assertThat(run("live", "--robot", "r1", "--registry=", NOBODY)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--registry").hasLineCount(1);
    }

    @Test
    void shouldNameAKeyRingThatIsNotThere() {
        assertThat(run("list", "--keys=no/such/folder", NOBODY)).isEqualTo(ExitCode.INPUT);
        assertThat(err.toString()).contains("no/such/folder").hasLineCount(1);
    }

    @Test
    void shouldVerifyNothingWithoutKeys() {
        assertThat(run("verify", NOBODY)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--keys").hasLineCount(1);
    }

    @Test
    void shouldNameTheReasonWhenAFileIsRefused() {
        Signer trusted = Signer.loadOrCreate(folder.resolve("keys/a.key"));
        Path file = folder.resolve("x.uckpt");
        CheckpointFile.write(file, CheckpointCodec.encode(toy(1, 1), Signer.generate()));
        assertThat(run("verify", "--file", file.toString(), "--keys=" + folder.resolve("keys")))
                .isEqualTo(ExitCode.INPUT);
        assertThat(out.toString()).contains("refused: unknown-key");
        CheckpointFile.write(file, CheckpointCodec.encode(toy(1, 1), trusted));
        assertThat(run("verify", "--file", file.toString(), "--keys=" + folder.resolve("keys"), "--json"))
                .isEqualTo(ExitCode.INPUT);
        assertThat(out.toString()).contains("\"reason\" : \"not-loadable\"");
    }

    @Test
    void shouldNotOverwriteAFileUnasked() throws Exception {
        Path file = Files.writeString(folder.resolve("kept.uckpt"), "kept");
        assertThat(run("export", "1", file.toString(), NOBODY)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("kept.uckpt exists").hasLineCount(1);
    }

    @Test
    void shouldTellHowFarEachTensorMoved() {
        ModelDiff diff = ModelDiff.of(toy(1, 2), toy(2, 3));

        assertThat(diff.tensors()).containsExactly(new ModelDiff.Change("w", 0.5, ""));
        assertThat(diff.fields()).containsExactly(new ModelDiff.Field("version", "1", "2"));
    }

    private static Checkpoint toy(long version, float weight) {
        return new Checkpoint(CheckpointManifest.newBuilder().setModel("student").setVersion(version).build(),
                Map.of("w", new Tensor(new long[] {1}, new float[] {weight})));
    }

    private int run(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "models";
        System.arraycopy(args, 0, all, 1, args.length);
        return Understudy.commandLine().setErr(new PrintWriter(err, true)).setOut(new PrintWriter(out, true))
                .execute(all);
    }
}
