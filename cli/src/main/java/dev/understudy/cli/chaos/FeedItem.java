package dev.understudy.cli.chaos;

import dev.understudy.proto.WireRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record to send.
 *
 * @param poison whether it must end as a dead letter
 */
record FeedItem(ProducerRecord<byte[], byte[]> record, boolean poison) {

    static FeedItem of(WireRecord wire) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(wire.topic(), utf8(wire.key()), wire.value());
        wire.headers().forEach((name, value) -> record.headers().add(name, utf8(value)));
        return new FeedItem(record, false);
    }

    static FeedItem poison(String topic, byte[] key, byte[] value) {
        return new FeedItem(new ProducerRecord<>(topic, key, value), true);
    }

    /** A good record that must die for what it says. */
    static FeedItem poison(WireRecord wire) {
        return new FeedItem(of(wire).record(), true);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
