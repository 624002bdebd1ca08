package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.it.deploy.Tool.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {

    private static final String TEXT = Checkout.read(Checkout.DOCKERFILE);

    @TempDir
    private Path folder;

    @Tag("node")
    @Test
    void shouldPassTheLinter() {
        Outcome lint = Linters.dockerfile(Checkout.DOCKERFILE);
        assertThat(lint.output()).isBlank();
        assertThat(lint.exit()).isZero();
    }

    @Tag("node")
    @Test
    void shouldFailTheLinterWhenAnInstructionIsMisspelt() throws IOException {
        Path broken = Files.writeString(folder.resolve("Dockerfile"), Checkout.broken(TEXT, "EXPOSE", "EXPOES"));
        Outcome lint = Linters.dockerfile(broken);
        assertThat(lint.exit()).isNotZero();
        assertThat(lint.output()).contains("EXPOES");
    }

    @Test
    void shouldCopyWhatExistsAndRunWhatIsThere() {
        assertThat(problems(TEXT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "COPY LICENSE NOTICE, COPY LICENCE NOTICE, copies LICENCE",
        "COPY LICENSE NOTICE, COPY README.md, which .dockerignore leaves out",
        "--from=build, --from=builder, unknown stage",
        "/src/cli/target/understudy/lib, /src/cli/target/lib, the build makes no",
        "RUN understudy engine, RUN understudy garage engine, garage",
        "USER 10001:10001, USER understudy, numeric user",
        "'\"--stage\", \"all\"', '\"--stages\", \"all\"', --stages"})
    void shouldNoticeABrokenCopy(String right, String wrong, String complaint) {
        assertThat(problems(Checkout.broken(TEXT, right, wrong))).anyMatch(p -> p.contains(complaint));
    }

    private static List<String> problems(String text) {
        return DockerfileChecks.problems(Dockerfile.parse(text), Checkout.ROOT);
    }
}
