package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.embedded.EmbeddedRegistry;
import dev.understudy.cli.embedded.EmbeddedStartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("child-process")
class EmbeddedRegistryIT {

    @TempDir
    Path folder;

    @Test
    void shouldSayInOneLineThatThePortIsBusy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> EmbeddedRegistry.start(folder, port))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        }
    }

    @Test
    void shouldEndItsServerWhenItsOwnProcessIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"),
                "-Dunderstudy.home=" + System.getProperty("understudy.home"),
                RegistryHolder.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        long registryPid = Long.parseLong(parent.inputReader().readLine());
        assertThat(ProcessHandle.of(registryPid)).as("registry process").isPresent();

        parent.destroyForcibly().waitFor();

        Awaitility.await("end of the registry's process").atMost(Duration.ofSeconds(30))
                .until(() -> ProcessHandle.of(registryPid).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** Starts a registry, prints its process id and waits to be killed. */
    static final class RegistryHolder {
        public static void main(String[] args) throws InterruptedException {
            try (EmbeddedRegistry registry = EmbeddedRegistry.start(Path.of(args[0]), 0)) {
                System.out.println(registry.pid());
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            }
        }
    }
}
