package dev.understudy.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.it.deploy.Compose.Service;
import dev.understudy.proto.Topics;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** The broker's environment in the compose file, read as the image reads it and given to Kafka's own configuration. */
class ComposeBrokerTest {

    private static final String PREFIX = "KAFKA_";

    private final Compose compose = Compose.parse(Checkout.read(Checkout.COMPOSE));
    private final Service kafka = compose.services().get("kafka");

    @Test
    void shouldBeAConfigurationThatKafkaAccepts() {
        KafkaConfig config = new KafkaConfig(properties(kafka.environment()), false);
        assertThat(config.originals().keySet()).isSubsetOf(KafkaConfig.configDef().names());
        assertThat(config.getList("log.dirs")).allMatch(kafka.mounts()::containsValue, "lies on a volume");
    }

    @Test
    void shouldBeRefusedByKafkaWhenAListenerIsMissing() {
        Map<String, String> broken = new TreeMap<>(kafka.environment());
        broken.put("KAFKA_LISTENERS", "PLAINTEXT://:9092");
        assertThatThrownBy(() -> new KafkaConfig(properties(broken), false)).hasMessageContaining("listeners");
    }

    @Test
    void shouldNoticeASettingThatKafkaDoesNotKnow() {
        Map<String, String> broken = new TreeMap<>(kafka.environment());
        broken.put("KAFKA_LOG_DIRECTORIES", "/data");
        assertThat(KafkaConfig.configDef().names()).doesNotContain("log.directories");
        assertThat(properties(broken)).containsKey("log.directories");
    }

    @Test
    void shouldTakeRecordsAsLargeAsTheTopicsDo() {
        KafkaConfig config = new KafkaConfig(properties(kafka.environment()), false);
        assertThat(config.getInt("message.max.bytes")).isEqualTo(Topics.MAX_RECORD_BYTES);
        assertThat(config.getInt("replica.fetch.max.bytes")).isEqualTo(Topics.MAX_RECORD_BYTES);
    }

    @Test
    void shouldRunTheVersionsThatTheTestsRun() {
        assertThat(kafka.image()).isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
        Matcher registry = Pattern.compile("<apicurio.server.version>(.*?)<")
                .matcher(Checkout.read(Checkout.ROOT.resolve("pom.xml")));
        assertThat(registry.find()).isTrue();
        assertThat(compose.services().get("registry").image())
                .isEqualTo("apicurio/apicurio-registry:" + registry.group(1));
    }

    /** The image's rule: lower case, underscores are dots (none of our names has an underscore or a dash). */
    private static Properties properties(Map<String, String> environment) {
        Properties properties = new Properties();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                properties.put(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return properties;
    }
}
