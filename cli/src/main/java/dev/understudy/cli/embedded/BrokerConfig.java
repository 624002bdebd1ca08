package dev.understudy.cli.embedded;

import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.Topics;
import java.nio.file.Path;
import java.util.Properties;

/** Settings of the one-node broker: small buffers, factors of one, and the same record cap as every topic. */
final class BrokerConfig {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final String BROKER_LISTENER = "BROKER";
    /** Bytes per log segment: retention works in whole segments, so this bounds how far a topic overshoots. */
    private static final int SEGMENT_BYTES = 64 << 20;
    /** Bytes of index preallocated per segment; the default of 10 MiB suits segments of 1 GiB. */
    private static final int INDEX_BYTES = 1 << 20;
    /** Bytes of heap for the compaction thread; the default of 128 MiB suits millions of keys. */
    private static final int CLEANER_BYTES = 8 << 20;
    /** Partitions of the brokers' own offset and transaction topics: enough for a few groups on one machine. */
    private static final int INTERNAL_PARTITIONS = 4;
    /** The broker's own limit on a request; the cap on records may be set as high as 256 MiB. */
    private static final int REQUEST_BYTES = 512 << 20;
    /** A machine with no time to give for a while shall not make the controller cut off its only broker. */
    private static final int SESSION_MS = 20_000;
    /**
     * After a kill the controller takes the former broker for alive until its session is over, and refuses the new one
     * until then: Kafka's own limit of a minute is too near to that on a busy machine, and missing it is fatal.
     */
    private static final int REGISTRATION_MS = 180_000;
    private static final int RETENTION_CHECK_MS = 15_000;

    private BrokerConfig() {
    }

    static Properties of(Path folder, int brokerPort, int controllerPort) {
        Properties p = new Properties();
        identity(p, folder, brokerPort, controllerPort);
        singleNode(p);
        sizes(p);
        return p;
    }

    private static void identity(Properties p, Path folder, int brokerPort, int controllerPort) {
        String broker = BROKER_LISTENER + "://" + Loopback.HOST + ":" + brokerPort;
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(NODE_ID));
        p.put("controller.quorum.voters", NODE_ID + "@" + Loopback.HOST + ":" + controllerPort);
        p.put("controller.listener.names", CONTROLLER_LISTENER);
        p.put("inter.broker.listener.name", BROKER_LISTENER);
        p.put("listeners", broker + "," + CONTROLLER_LISTENER + "://" + Loopback.HOST + ":" + controllerPort);
        p.put("advertised.listeners", broker);
        p.put("listener.security.protocol.map", BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        p.put("log.dirs", folder.toAbsolutePath().toString());
    }

    /** What defaults to three replicas must be told that there is one node, transactions included. */
    private static void singleNode(Properties p) {
        p.put("offsets.topic.replication.factor", "1");
        p.put("offsets.topic.num.partitions", Integer.toString(INTERNAL_PARTITIONS));
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("transaction.state.log.num.partitions", Integer.toString(INTERNAL_PARTITIONS));
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("broker.session.timeout.ms", Integer.toString(SESSION_MS));
        p.put("initial.broker.registration.timeout.ms", Integer.toString(REGISTRATION_MS));
        // A misspelt topic shall be an error, not a new topic.
        p.put("auto.create.topics.enable", "false");
    }

    private static void sizes(Properties p) {
        p.put("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));
        p.put("replica.fetch.max.bytes", Integer.toString(KafkaConnection.requestBytes(Topics.MAX_RECORD_BYTES)));
        p.put("socket.request.max.bytes", Integer.toString(REQUEST_BYTES));
        p.put("log.segment.bytes", Integer.toString(SEGMENT_BYTES));
        p.put("log.index.size.max.bytes", Integer.toString(INDEX_BYTES));
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_BYTES));
        p.put("log.retention.check.interval.ms", Integer.toString(RETENTION_CHECK_MS));
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
    }
}
