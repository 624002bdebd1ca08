package dev.understudy.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.common.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTreeTest {

    record Proposals(int maxObjects, double maxRange) {
        Proposals {
            if (maxObjects < 1) {
                throw new IllegalArgumentException("maxObjects must be at least 1, got " + maxObjects);
            }
        }
    }

    record Perception(Proposals proposals, Duration maxAge) {
    }

    record Services(String bootstrapServers, Map<String, String> kafka) {
    }

    record Root(Services services, Perception perception, List<String> guards) {
    }

    private static final Root DEFAULTS = new Root(new Services("", Map.of()),
            new Perception(new Proposals(128, 50), Duration.ofMillis(150)), List.of("a"));

    @TempDir
    private Path folder;

    private final SettingsTree tree = SettingsTree.of(DEFAULTS);

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("robot.yaml"), text);
    }

    private Root read() {
        return tree.as(Root.class);
    }

    @Test
    void shouldBeTheDefaultsWhereNothingOverrides() throws Exception {
        tree.file(file(""));
        Environment.over(tree, Map.of("PATH", "/bin"));
        assertThat(read()).isEqualTo(DEFAULTS);
        assertThat(tree.origin("perception.maxAge")).isEqualTo("default");
    }

    @Test
    void shouldLetTheEnvironmentWinOverTheFileAndAFlagOverBoth() throws Exception {
        tree.file(file("perception:\n  proposals: {maxObjects: 1, maxRange: 2}\n  maxAge: PT1S\n"));
        Environment.over(tree, Map.of("UNDERSTUDY_PERCEPTION_PROPOSALS_MAX_OBJECTS", "3",
                "UNDERSTUDY_PERCEPTION_MAX_AGE", "PT4S"));
        tree.text("perception.maxAge", "PT5S", "flag --max-age");
        assertThat(read().perception()).isEqualTo(new Perception(new Proposals(3, 2), Duration.ofSeconds(5)));
        assertThat(tree.origin("perception.proposals.maxRange")).startsWith("file ").endsWith("robot.yaml");
        assertThat(tree.origin("perception.proposals.maxObjects"))
                .isEqualTo("environment UNDERSTUDY_PERCEPTION_PROPOSALS_MAX_OBJECTS");
        assertThat(tree.origin("perception.maxAge")).isEqualTo("flag --max-age");
    }

    @Test
    void shouldNameTheNearestOfAnUnknownSettingOfAFile() throws Exception {
        Path file = file("perception:\n  proposals: {maxObject: 1}\n");
        assertThatThrownBy(() -> tree.file(file)).isInstanceOf(UserError.class).hasMessageContaining("robot.yaml")
                .hasMessageContaining("perception.proposals.maxObject;")
                .hasMessageContaining("did you mean perception.proposals.maxObjects?");
    }

    @Test
    void shouldNameTheRightSectionOfASettingInTheWrongOne() throws Exception {
        Path file = file("maxObjects: 1\n");
        assertThatThrownBy(() -> tree.file(file)).hasMessageContaining("did you mean perception.proposals.maxObjects?");
    }

    @Test
    void shouldNameTheNearestOfAnUnknownVariableOfOneOfItsSections() {
        assertThatThrownBy(() -> Environment.over(tree, Map.of("UNDERSTUDY_PERCEPTION_MAXAGE", "PT1S")))
                .isInstanceOf(UserError.class).hasMessageContaining("UNDERSTUDY_PERCEPTION_MAX_AGE?");
    }

    @Test
    void shouldPassOverVariablesThatKubernetesMakesForAService() {
        Environment.over(tree, Map.of("UNDERSTUDY_PERCEPTION_PORT_9464_TCP_ADDR", "10.0.0.1",
                "UNDERSTUDY_PERCEPTION_SERVICE_HOST", "10.0.0.1", "UNDERSTUDY_DATA", "/data"));
        assertThat(read()).isEqualTo(DEFAULTS);
    }

    @Test
    void shouldTakeAnyNameInAMapAndLeaveTheSectionOfServicesOutOfAVariable() throws Exception {
        tree.file(file("services:\n  kafka: {security.protocol: SSL}\n"));
        Environment.over(tree, Map.of("UNDERSTUDY_BOOTSTRAP_SERVERS", "a:1"));
        tree.text("services.kafka.ssl.truststore.location", "7", "flag --set");
        assertThat(read().services()).isEqualTo(new Services("a:1",
                Map.of("security.protocol", "SSL", "ssl.truststore.location", "7")));
    }

    @Test
    void shouldSplitTheTextOfAListAtItsCommas() {
        tree.text("guards", "b, c", "flag --set");
        assertThat(read().guards()).containsExactly("b", "c");
    }

    @Test
    void shouldStateNameAndOriginOfAValueThatDoesNotFit() {
        tree.text("perception.proposals.maxRange", "far", "environment X");
        assertThatThrownBy(this::read).isInstanceOf(UserError.class).hasMessageStartingWith("environment X: ")
                .hasMessageContaining("perception.proposals.maxRange");
    }

    @Test
    void shouldStateTheOriginOfAValueThatItsRecordRefuses() throws Exception {
        tree.file(file("perception:\n  proposals: {maxObjects: 0}\n"));
        assertThatThrownBy(this::read).isInstanceOf(UserError.class).hasMessageContaining("robot.yaml")
                .hasMessageContaining("perception.proposals").hasMessageContaining("at least 1, got 0");
    }

    @Test
    void shouldOverrideByWhatDiffersInAPreset() {
        tree.differing(new Root(DEFAULTS.services(), new Perception(new Proposals(9, 50), Duration.ofMillis(150)),
                List.of("a")), "preset small");
        assertThat(read().perception().proposals().maxObjects()).isEqualTo(9);
        assertThat(tree.origin("perception.proposals.maxObjects")).isEqualTo("preset small");
        assertThat(tree.origin("perception.proposals.maxRange")).isEqualTo("default");
    }

    @Test
    void shouldPrintAFileThatReadsBackTheSame() throws Exception {
        tree.text("services.kafka.security.protocol", "SSL", "flag --set");
        tree.text("guards", "b,c", "flag --set");
        String text = new SettingsText(tree, name -> false, true).of();
        SettingsTree again = SettingsTree.of(DEFAULTS);
        again.file(file(text));
        assertThat(again.as(Root.class)).isEqualTo(read());
        assertThat(text).containsPattern("maxObjects: 128 +# default\n")
                .containsPattern("\"security.protocol\": \"SSL\" +# flag --set\n");
    }

    @Test
    void shouldHideSecrets() {
        tree.text("services.kafka.ssl.key.password", "hush", "flag --set");
        assertThat(new SettingsText(tree, name -> name.endsWith("password"), false).of())
                .doesNotContain("hush").contains("[hidden]");
    }
}
