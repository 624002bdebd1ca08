package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.it.deploy.Compose.Service;
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

class ComposeTest {

    private static final String TEXT = Checkout.read(Checkout.COMPOSE);

    @TempDir
    private Path folder;

    @Tag("node")
    @Test
    void shouldPassTheLinterAndTheComposeSchema() {
        Outcome lint = Linters.compose(Checkout.COMPOSE);
        assertThat(lint.output()).isBlank();
        assertThat(lint.exit()).isZero();
    }

    @Tag("node")
    @Test
    void shouldFailTheSchemaWhenAKeyIsMisspelt() throws IOException {
        Path broken = Files.writeString(folder.resolve("compose.yaml"),
                Checkout.broken(TEXT, "    restart: \"no\"", "    restarts: \"no\""));
        Outcome lint = Linters.compose(broken);
        assertThat(lint.exit()).isNotZero();
        assertThat(lint.output()).contains("invalid-schema").contains("/services/fleet");
    }

    @Test
    void shouldResolveEveryNameAndStartEveryCommand() {
        assertThat(problems(TEXT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'command: [\"topics\", \"create\"]', 'command: [\"topics\"]', names no command",
        "'\"--robots\"', '\"--robot\"', '--robot'",
        "'\"--state-dir\", \"/var/lib/understudy/state\"', '\"--state-dir\", \"/state\"', /state lies on no volume",
        "target: trainer, target: teacher, unknown target teacher",
        "UNDERSTUDY_METRICS_HOST, UNDERSTUDY_METRIC_HOST, no option reads the variable UNDERSTUDY_METRIC_HOST",
        "UNDERSTUDY_REGISTRY, OTHER_REGISTRY, --registry is not given",
        "'UNDERSTUDY_BOOTSTRAP_SERVERS: kafka:9092', 'UNDERSTUDY_BOOTSTRAP_SERVERS: kafka:9093', nobody advertises",
        "'//registry:8080', '//schemas:8080', no service is called",
        "'      keys:\n        condition', '      key:\n        condition', unknown service key",
        "'healthcheck: *ready', 'x-healthcheck: *ready', which has no health check",
        "'  stream-state:\n', '', undeclared volume stream-state",
        "'dockerfile: docker/Dockerfile', 'dockerfile: Dockerfile', which does not exist",
        "'/tmp:exec,', '/tmp:', no executable /tmp",
        "'network_mode: none', 'user: \"0:0\"', overrides the image"})
    void shouldNoticeABrokenCopy(String right, String wrong, String complaint) {
        assertThat(problems(Checkout.broken(TEXT, right, wrong))).anyMatch(p -> p.contains(complaint));
    }

    @Test
    void shouldShowTheSigningKeyToNobodyButItsMakerAndTheTrainer() {
        assertThat(Compose.parse(TEXT).services().values().stream()
                .filter(s -> s.mounts().containsKey("private-key")).map(Service::name))
                .containsExactly("keys", "trainer");
    }

    private static List<String> problems(String text) {
        return ComposeChecks.problems(Compose.parse(text), Checkout.COMPOSE.getParent());
    }
}
