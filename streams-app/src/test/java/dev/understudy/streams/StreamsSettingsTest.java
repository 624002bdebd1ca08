package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.messaging.KafkaConnection;
import dev.understudy.streams.stage.PerceptionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

    private final StreamsSettings settings = StreamsSettings.local(KafkaConnection.to("broker:9092"), "http://registry",
            Path.of("state"));

    @Test
    void shouldLetNoWallClockDecideInReplay() {
        PerceptionSettings live = PerceptionSettings.defaults();
        PerceptionSettings replay = live.replaying();

        assertThat(live.maxFrameAge()).isPositive();
        assertThat(replay.maxFrameAge()).isZero();
        assertThat(replay.line().pairing().cameraTimeout()).isZero();
        // A slow broker is waited for; far from the five minutes after which Kafka takes the partitions away.
        assertThat(replay.images().refetchTimeout()).isGreaterThan(live.images().refetchTimeout().multipliedBy(10))
                .isLessThan(Duration.ofMinutes(5).dividedBy(4));
    }

    @Test
    void shouldRunExactlyOnceWithoutLinger() {
        Properties p = StreamsProperties.of(settings, "app");

        assertThat(p.get("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(p.get("producer.linger.ms")).isEqualTo(0);
        assertThat(p.get("commit.interval.ms")).isEqualTo(20L);
    }

    @Test
    void shouldRunAtLeastOnceWhereThatIsToBeSeen() {
        Properties p = StreamsProperties.of(settings.withRun(settings.run().atLeastOnce()), "app");

        assertThat(p.get("processing.guarantee")).isEqualTo("at_least_once");
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
