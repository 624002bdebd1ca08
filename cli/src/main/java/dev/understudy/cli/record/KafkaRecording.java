package dev.understudy.cli.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.proto.Topics;
import dev.understudy.replay.record.TopicRecorder;
import dev.understudy.replay.wire.WireRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serde;

/** Hands records of Kafka topics to a recorder. */
public final class KafkaRecording implements Consumer<ConsumerRecord<String, byte[]>> {

    private final TopicRecorder recorder;
    private final Serde<ClassifiedObject> events;
    private long records;

    /** @param events decodes the event topic; {@code null} when that topic is not recorded */
    public KafkaRecording(TopicRecorder recorder, Serde<ClassifiedObject> events) {
        this.recorder = recorder;
        this.events = events;
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        records++;
        if (!record.topic().equals(Topics.OBJECT_EVENT)) {
            recorder.accept(new WireRecord(record.topic(), String.valueOf(record.key()), record.value(),
                    headers(record), record.timestamp()));
            return;
        }
        try {
            recorder.event(events.deserializer().deserialize(record.topic(), record.value()));
        } catch (SerializationException e) {
            recorder.skip(record.topic() + ": " + e.getMessage());
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> out = new HashMap<>();
        for (Header header : record.headers()) {
            out.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return out;
    }

    /** Records handed over so far. */
    public long records() {
        return records;
    }
}
