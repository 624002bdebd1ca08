package dev.understudy.cli.chaos.audit;

import dev.understudy.proto.v1.SourceRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where a record lies. */
public record Origin(String topic, int partition, long offset) {

    static Origin of(ConsumerRecord<?, ?> record) {
        return new Origin(record.topic(), record.partition(), record.offset());
    }

    /** Null for a reference that is not filled in. */
    static Origin of(SourceRecord source) {
        return source.getTopic().isEmpty() ? null
                : new Origin(source.getTopic(), source.getPartition(), source.getOffset());
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
