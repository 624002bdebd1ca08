package dev.understudy.cli.evaluate;

import dev.understudy.proto.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** What a run could not use, by reason. Thread-safe. */
final class RunCounts {

    private final Map<String, Long> unusable = new TreeMap<>();

    synchronized void damaged(String reason) {
        unusable.merge("damaged record: " + reason, 1L, Long::sum);
    }

    synchronized void dead(Headers headers) {
        Header reason = headers.lastHeader(Topics.HEADER_DEAD_REASON);
        unusable.merge("dead letter: " + (reason == null ? "no reason" : new String(reason.value(),
                StandardCharsets.UTF_8)), 1L, Long::sum);
    }

    synchronized Map<String, Long> unusable() {
        return new TreeMap<>(unusable);
    }
}
