package dev.understudy.messaging;

import java.util.List;

/** The beginnings of names that give a property to one kind of client, as in Kafka Streams. */
final class ClientPrefix {

    static final String CONSUMER = "consumer.";
    static final String PRODUCER = "producer.";
    static final String ADMIN = "admin.";
    static final String TOPIC = "topic.";

    private static final List<String> ALL = List.of(CONSUMER, PRODUCER, ADMIN, TOPIC, "main.consumer.",
            "restore.consumer.", "global.consumer.");

    private ClientPrefix() {
    }

    /** The prefix of a name; empty where it has none and is for all clients. */
    static String of(String name) {
        return ALL.stream().filter(name::startsWith).findFirst().orElse("");
    }

    /** The name as the client itself has it. */
    static String strip(String name) {
        return name.substring(of(name).length());
    }
}
