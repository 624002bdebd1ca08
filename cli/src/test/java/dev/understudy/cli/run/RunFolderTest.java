package dev.understudy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final Instant NOW = Instant.parse("2024-10-27T01:30:00Z");

    @TempDir
    private Path parent;

    @Test
    void shouldNameAFolderByTheTimeInUtc() {
        assertThat(create("demo").path()).isEqualTo(parent.resolve("demo-20241027-013000Z")).isDirectory();
    }

    @Test
    void shouldGiveEachOfTwoRunsOfOneSecondAFolderOfItsOwn() throws Exception {
        Path first = create("demo").path();
        Path second = create("demo").path();

        assertThat(second).isDirectory().isNotEqualTo(first);
        assertThat(Files.readSymbolicLink(parent.resolve("latest"))).isEqualTo(second.getFileName());
    }

    @Test
    void shouldTakeAChosenFolderAsItIs() {
        Path chosen = parent.resolve("a/b");

        assertThat(RunFolder.create(parent, "demo", chosen, NOW).path()).isEqualTo(chosen).isDirectory();
        assertThat(parent.resolve("latest")).doesNotExist();
    }

    private RunFolder create(String job) {
        return RunFolder.create(parent, job, null, NOW);
    }
}
