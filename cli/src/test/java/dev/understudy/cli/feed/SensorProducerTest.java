package dev.understudy.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SensorProducerTest {

    @Test
    void shouldHaveRoomForTheLargestRecord() {
        int cap = 256 << 20;
        Map<String, Object> config = SensorProducer.config("broker:9092", Map.of(), cap);
        assertThat(config).containsEntry("max.request.size", cap);
        assertThat((Long) config.get("buffer.memory")).isGreaterThan(cap);
    }
}
