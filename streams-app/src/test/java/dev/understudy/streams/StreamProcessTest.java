package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.messaging.KafkaConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class StreamProcessTest {

    private final List<String> closed = new ArrayList<>();

    private StreamProcess inference(Serving serving) {
        return StreamProcess.inference(StreamsSettings.local(KafkaConnection.to("unused:9092"), "", Path.of("state")),
                serving, new SimpleMeterRegistry());
    }

    private Serializer<ClassifiedObject> events() {
        return new Serializer<>() {

            @Override
            public byte[] serialize(String topic, ClassifiedObject event) {
                return new byte[0];
            }

            @Override
            public void close() {
                closed.add("events");
            }
        };
    }

    @Test
    void shouldCloseWhatItOpenedWhenALaterPartFails() {
        Serving serving = new Serving(() -> {
            throw new IllegalArgumentException("no model");
        }, this::events);

        assertThatThrownBy(() -> inference(serving).start()).hasMessage("no model");
        assertThat(closed).containsExactly("events");
    }

    @Test
    void shouldOpenNothingBeforeTheRegistryAnswers() {
        Serving serving = new Serving(() -> {
            closed.add("model asked for");
            return ServedModel.fixed(BootstrapCheckpoint.load());
        }, () -> {
            throw new IllegalArgumentException("no registry");
        });

        assertThatThrownBy(() -> inference(serving).start()).hasMessage("no registry");
        assertThat(closed).isEmpty();
    }

    @Test
    void shouldNotStartAfterItsEnd() {
        StreamProcess stream = inference(
                new Serving(() -> ServedModel.fixed(BootstrapCheckpoint.load()), this::events));
        stream.close();

        assertThatThrownBy(stream::start).isInstanceOf(IllegalStateException.class);
        assertThat(closed).containsExactly("events");
    }
}
