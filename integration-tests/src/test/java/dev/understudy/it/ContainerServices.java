package dev.understudy.it;

import dev.understudy.messaging.KafkaConnection;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;
import org.yaml.snakeyaml.Yaml;

/** Kafka and Apicurio's registry in containers, of the images that the compose file runs. */
record ContainerServices(KafkaContainer broker, GenericContainer<?> registry) implements AutoCloseable {

    private static final Path COMPOSE = Path.of("").toAbsolutePath().resolveSibling("docker").resolve("compose.yaml");
    private static final int REGISTRY_PORT = 8080;
    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    /** Starts both and returns when they answer. */
    static ContainerServices start() {
        KafkaContainer broker = new KafkaContainer(DockerImageName.parse(image("kafka")))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        GenericContainer<?> registry = new GenericContainer<>(DockerImageName.parse(image("registry")))
                .withExposedPorts(REGISTRY_PORT).waitingFor(Wait.forHttp(CONFLUENT_API + "/subjects"));
        ContainerServices services = new ContainerServices(broker, registry);
        try {
            broker.start();
            registry.start();
            return services;
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    /** The image of a service of the compose file. */
    static String image(String service) {
        try (Reader in = Files.newBufferedReader(COMPOSE)) {
            Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(in);
            return (String) compose.get("services").get(service).get("image");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KafkaConnection kafka() {
        return KafkaConnection.to(broker.getBootstrapServers());
    }

    String registryUrl() {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + CONFLUENT_API;
    }

    @Override
    public void close() {
        registry.stop();
        broker.stop();
    }
}
