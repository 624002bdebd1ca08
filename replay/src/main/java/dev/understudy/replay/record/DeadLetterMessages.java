package dev.understudy.replay.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Dead letters as JSON: why they died, where they came from, and their bytes. */
final class DeadLetterMessages {

    static final String SCHEMA_NAME = "understudy.DeadLetter";
    static final String SCHEMA = """
            {"type": "object", "properties": {"reason": {"type": "string"}, "detail": {"type": "string"},
             "topic": {"type": "string"}, "partition": {"type": "string"}, "offset": {"type": "string"},
             "key": {"type": "string"}, "value": {"type": "string", "contentEncoding": "base64"}}}""";

    private final ObjectMapper json = new ObjectMapper();

    byte[] json(WireRecord record) throws JsonProcessingException {
        Map<String, String> h = record.headers();
        Map<String, String> out = new LinkedHashMap<>();
        out.put("reason", h.getOrDefault(Topics.HEADER_DEAD_REASON, ""));
        out.put("detail", h.getOrDefault(Topics.HEADER_DEAD_DETAIL, ""));
        out.put("topic", h.getOrDefault(Topics.HEADER_DEAD_TOPIC, ""));
        out.put("partition", h.getOrDefault(Topics.HEADER_DEAD_PARTITION, ""));
        out.put("offset", h.getOrDefault(Topics.HEADER_DEAD_OFFSET, ""));
        out.put("key", String.valueOf(record.key()));
        out.put("value", Base64.getEncoder().encodeToString(record.value()));
        return json.writeValueAsBytes(out);
    }
}
