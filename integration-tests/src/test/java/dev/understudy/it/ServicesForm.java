package dev.understudy.it;

import dev.understudy.messaging.KafkaConnection;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** The three forms in which a test finds a broker and a schema registry. */
enum ServicesForm {

    /** In this JVM, shared by its tests. */
    EMBEDDED {
        @Override
        Optional<String> absence() {
            return Optional.empty();
        }

        @Override
        TestServices open() {
            return new TestServices(SharedServices.kafka(), SharedServices.registryUrl(), () -> { });
        }
    },

    /** The user's own, by address: environment variables, or system properties of the same names. */
    EXTERNAL {
        @Override
        Optional<String> absence() {
            return setting(BOOTSTRAP).isPresent() && setting(REGISTRY).isPresent() ? Optional.empty()
                    : Optional.of(BOOTSTRAP + " and " + REGISTRY + " are not set");
        }

        @Override
        TestServices open() {
            return new TestServices(KafkaConnection.to(setting(BOOTSTRAP).orElseThrow()),
                    setting(REGISTRY).orElseThrow(), () -> { });
        }
    },

    /** Containers of the images that the compose file names. */
    CONTAINERS {
        @Override
        Optional<String> absence() {
            return DockerClientFactory.instance().isDockerAvailable() ? Optional.empty()
                    : Optional.of("no Docker answers on this machine");
        }

        @Override
        TestServices open() {
            ContainerServices containers = ContainerServices.start();
            return new TestServices(containers.kafka(), containers.registryUrl(), containers);
        }
    };

    static final String BOOTSTRAP = "UNDERSTUDY_TEST_BOOTSTRAP";
    static final String REGISTRY = "UNDERSTUDY_TEST_REGISTRY";

    /** Why this form is not to be had here; empty where it is. */
    abstract Optional<String> absence();

    /** The services, with no promise about their topics. */
    abstract TestServices open();

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name))).filter(value -> !value.isBlank());
    }
}
