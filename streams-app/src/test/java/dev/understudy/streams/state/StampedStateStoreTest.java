package dev.understudy.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StampedStateStoreTest {

    private static final long STAMP = 1_700_000_000_000_000_000L;

    private final KeyValueStore<Bytes, String> store = Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore("poses"), Serdes.Bytes(), Serdes.String()).withLoggingDisabled().build();
    private final StampedStateStore<String> stamped = new StampedStateStore<>(store);

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldFindWhatARunningStreamHasWritten() {
        byte[] sensor = "r1\0lidar\0".getBytes(StandardCharsets.UTF_8);
        store.put(Bytes.wrap(ByteBuffer.allocate(sensor.length + 8).put(sensor).putLong(STAMP).array()), "kept");

        assertThat(stamped.latest("r1", "lidar", 0, STAMP)).isEqualTo("kept");
        assertThat(stamped.remove("r1", "lidar", STAMP)).isEqualTo("kept");
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void shouldFindTheLatestWithinARangeOfOneSensor() {
        stamped.put("r1", "lidar", STAMP, "first");
        stamped.put("r1", "lidar", STAMP + 10, "second");
        stamped.put("r1", "lidar2", STAMP + 5, "other sensor");
        stamped.put("r2", "lidar", STAMP + 5, "other robot");

        assertThat(stamped.latest("r1", "lidar", 0, STAMP + 9)).isEqualTo("first");
        assertThat(stamped.latest("r1", "lidar", 0, STAMP + 10)).isEqualTo("second");
        assertThat(stamped.latest("r1", "lidar", STAMP + 1, STAMP + 9)).isNull();
    }

    @Test
    void shouldRemoveWhatIsOldOfOneSensor() {
        stamped.put("r1", "lidar", STAMP, "old");
        stamped.put("r1", "lidar", STAMP + 1, "young");
        stamped.put("r1", "lidar2", STAMP, "other sensor");
        stamped.removeUntil("r1", "lidar", STAMP);

        assertThat(stamped.latest("r1", "lidar", 0, STAMP)).isNull();
        assertThat(stamped.latest("r1", "lidar", 0, STAMP + 1)).isEqualTo("young");
        assertThat(stamped.latest("r1", "lidar2", 0, STAMP)).isEqualTo("other sensor");
    }
}
