package dev.understudy.trainer;

import dev.understudy.messaging.ClientPurpose;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Kafka clients of a trainer. */
final class TrainerClients {

    /** Samples a poll returns at most: a step may follow each, and closing waits for the batch. */
    private static final int MAX_POLL_RECORDS = 200;

    private TrainerClients() {
    }

    static Consumer<byte[], byte[]> consumer(TrainerSettings settings) {
        return settings.kafka().consumer(ClientPurpose.NONE
                .tuned(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS)
                .fixed(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId()));
    }

    /** Its transactions fence every other trainer of the model. */
    static Producer<byte[], byte[]> producer(TrainerSettings settings) {
        return settings.kafka().producer(ClientPurpose.NONE.tuned(ProducerConfig.LINGER_MS_CONFIG, 0)
                .fixed(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.transactionalId()));
    }

    /** The message for a topic that is not there. */
    static TrainerException missing(String topic) {
        return new TrainerException("topic " + topic + " does not exist; make it with: understudy topics create");
    }

}
