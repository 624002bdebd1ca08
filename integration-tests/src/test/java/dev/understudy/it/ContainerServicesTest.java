package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContainerServicesTest {

    @Test
    void shouldTakeTheImagesThatTheComposeFileRuns() {
        assertThat(ContainerServices.image("kafka")).startsWith("apache/kafka:");
        assertThat(ContainerServices.image("registry")).startsWith("apicurio/apicurio-registry:");
    }
}
