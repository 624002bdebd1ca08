package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCommitTest {

    private static final Path SCRIPT = Path.of("src/build/source-commit.sh").toAbsolutePath();
    private static final String COMMIT = "[0-9a-f]{40}";
    private static final String DIRTY = "-dirty";

    @TempDir
    private Path folder;

    @Test
    void shouldBeWhatTheBuildWasMadeFrom() throws IOException, InterruptedException {
        // Somebody may edit the checkout while tests run.
        assertThat(SourceCommit.current().replace(DIRTY, "")).isEqualTo(of(Path.of("..")).replace(DIRTY, ""));
    }

    @Test
    void shouldNameTheCommitOfACheckout() throws IOException, InterruptedException {
        checkout();
        assertThat(of(folder)).matches(COMMIT).isEqualTo(run("git", "rev-parse", "HEAD"));
    }

    @Test
    void shouldMarkAChangedCheckout() throws IOException, InterruptedException {
        checkout();
        Files.writeString(folder.resolve("file"), "changed");
        assertThat(of(folder)).matches(COMMIT + DIRTY);
    }

    @Test
    void shouldNotTakeTheCommitForTheTagOnIt() throws IOException, InterruptedException {
        checkout();
        run("git", "-c", "user.name=t", "-c", "user.email=t@t", "tag", "-a", "-m", "tagged", "v1");
        assertThat(of(folder)).matches(COMMIT);
    }

    @Test
    void shouldBeUnknownInAFolderThatLiesInAForeignCheckout() throws IOException, InterruptedException {
        checkout();
        assertThat(of(Files.createDirectory(folder.resolve("unpacked")))).isEqualTo(SourceCommit.UNKNOWN);
    }

    private String of(Path checkout) throws IOException, InterruptedException {
        return run("sh", SCRIPT.toString(), checkout.toAbsolutePath().toString());
    }

    private void checkout() throws IOException, InterruptedException {
        assumeTrue(!run("sh", "-c", "command -v git || true").isEmpty(), "no git on PATH");
        Files.writeString(folder.resolve("file"), "content");
        run("git", "init", "-q");
        run("git", "add", "file");
        run("git", "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "first");
    }

    /** Standard output of a program that runs in the folder. */
    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return out;
    }
}
