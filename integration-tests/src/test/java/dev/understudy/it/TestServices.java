package dev.understudy.it;

import dev.understudy.cli.local.LocalServices;
import dev.understudy.messaging.ClientPurpose;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;

/**
 * A broker and a schema registry for one test.
 *
 * @param owned what ends with the test
 */
record TestServices(KafkaConnection kafka, String registryUrl, AutoCloseable owned) implements AutoCloseable {

    /** Makes the topics that are missing, with as many partitions as those that are there. */
    void makeTopics() {
        try (Consumer<byte[], byte[]> consumer = kafka.consumer(ClientPurpose.NONE)) {
            List<PartitionInfo> there = consumer.listTopics().getOrDefault(Topics.LIDAR_FRAME, List.of());
            LocalServices.of(kafka, registryUrl)
                    .createTopics(there.isEmpty() ? LoopBroker.PARTITIONS : there.size());
        }
    }

    @Override
    public void close() throws Exception {
        owned.close();
    }
}
