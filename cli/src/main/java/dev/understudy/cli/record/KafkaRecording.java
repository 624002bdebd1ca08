package dev.understudy.cli.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.event.ClassifiedObject;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.v1.FrameClaim;
import dev.understudy.replay.record.TopicRecorder;
import dev.understudy.streams.claim.ClaimKeys;
import dev.understudy.streams.claim.ClaimReader;
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
    private final ClaimReader claims;
    private long records;

    /**
     * Records with a recorder.
     *
     * @param events decodes the event topic; {@code null} when that topic is not recorded
     * @param claims fetches frames that lie in a store
     */
    public KafkaRecording(TopicRecorder recorder, Serde<ClassifiedObject> events, ClaimReader claims) {
        this.claims = claims;
        this.recorder = recorder;
        this.events = events;
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        records++;
        if (!record.topic().equals(Topics.OBJECT_EVENT)) {
            message(new WireRecord(record.topic(), String.valueOf(record.key()), record.value(),
                    headers(record), record.timestamp()));
            return;
        }
        try {
            recorder.event(events.deserializer().deserialize(record.topic(), record.value()),
                    record.timestamp());
        } catch (SerializationException e) {
            recorder.skip(record.topic() + ": " + e.getMessage());
        }
    }

    private void message(WireRecord record) {
        String content = record.headers().get(Topics.HEADER_CONTENT_TYPE);
        if (!Topics.CONTENT_FRAME_CLAIM.equals(content) || record.topic().equals(Topics.DEAD_LETTER)) {
            recorder.accept(record);
            return;
        }
        try {
            FrameClaim claim = claims.claim(record.value(),
                    record.topic().equals(Topics.CAMERA_FRAME) ? ClaimKeys.CAMERA : ClaimKeys.LIDAR, record.key());
            Map<String, String> headers = new HashMap<>(record.headers());
            headers.put(Topics.HEADER_CONTENT_TYPE, claim.getContentType());
            recorder.accept(new WireRecord(record.topic(), record.key(), claims.redeem(claim), headers,
                    record.timestampMillis()));
        } catch (BadFrameException e) {
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
