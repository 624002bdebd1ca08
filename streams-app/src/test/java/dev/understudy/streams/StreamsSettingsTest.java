package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.proto.Topics;
import dev.understudy.streams.stage.PerceptionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    private final StreamsSettings settings = StreamsSettings.local("broker:9092", "http://registry", Path.of("state"));

    @Test
    void shouldLetNoWallClockDecideInReplay() {
        PerceptionSettings live = PerceptionSettings.defaults();
        PerceptionSettings replay = live.replaying();

        assertThat(live.maxFrameAge()).isPositive();
        assertThat(replay.maxFrameAge()).isZero();
        assertThat(replay.pairing().cameraTimeout()).isZero();
        // A slow broker is waited for; far from the five minutes after which Kafka takes the partitions away.
        assertThat(replay.refetchTimeout()).isGreaterThan(live.refetchTimeout().multipliedBy(10))
                .isLessThan(Duration.ofMinutes(5).dividedBy(4));
    }

    @Test
    void shouldNotPrintSecrets() {
        StreamsSettings secret = settings.withKafka(Map.of("sasl.jaas.config", "user and hunter2",
                "ssl.keystore.password", "hunter2", "security.protocol", "SASL_SSL"));

        assertThat(secret.toString()).doesNotContain("hunter2").contains("SASL_SSL");
    }

    @Test
    void shouldApplyOneSizeCapToEveryHop() {
        Properties p = StreamsProperties.of(settings, "app");

        int cap = Topics.MAX_RECORD_BYTES;
        assertThat(p.get("producer.max.request.size")).isEqualTo(cap);
        assertThat((int) p.get("consumer.max.partition.fetch.bytes")).isGreaterThanOrEqualTo(cap);
        assertThat(p.get("topic.max.message.bytes")).isEqualTo(Integer.toString(cap));
    }

    @Test
    void shouldRunExactlyOnceWithoutLinger() {
        Properties p = StreamsProperties.of(settings, "app");

        assertThat(p.get("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(p.get("producer.linger.ms")).isEqualTo(0);
        assertThat(p.get("commit.interval.ms")).isEqualTo(20L);
    }

    @Test
    void shouldPassKafkaSettingsThroughOverOurDefaults() {
        Properties p = StreamsProperties.of(settings.withKafka(Map.of("producer.linger.ms", "5")), "app");

        assertThat(p.get("producer.linger.ms")).isEqualTo("5");
    }

    @Test
    void shouldSurviveFailuresUntilTheyPileUp() {
        long[] now = {0};
        FailureWindow window = new FailureWindow(2, Duration.ofSeconds(10), () -> now[0]);

        assertThat(window.survives()).isTrue();
        assertThat(window.survives()).isTrue();
        now[0] = Duration.ofSeconds(11).toNanos();
        assertThat(window.survives()).isTrue();
        assertThat(window.survives()).isTrue();
        assertThat(window.survives()).isFalse();
    }
}
