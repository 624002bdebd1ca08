package dev.understudy.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPartsTest {

    private final List<String> closed = new ArrayList<>();
    private final OpenParts parts = new OpenParts();

    private AutoCloseable part(String name) {
        return () -> closed.add(name);
    }

    private AutoCloseable failing(String name) {
        return () -> {
            closed.add(name);
            throw new IllegalArgumentException(name);
        };
    }

    @Test
    void shouldCloseTheNewestFirst() {
        parts.add(part("broker"));
        parts.add(part("stream"));
        parts.close();

        assertThat(closed).containsExactly("stream", "broker");
    }

    @Test
    void shouldCloseEveryPartWhateverOneThrows() {
        parts.add(failing("broker"));
        parts.add(part("stream"));
        parts.add(failing("trainer"));

        assertThatThrownBy(parts::close).hasMessage("trainer")
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().asString().contains("broker"));
        assertThat(closed).containsExactly("trainer", "stream", "broker");
    }

    @Test
    void shouldAttachWhatClosingThrowsToTheFailureOfAStart() {
        parts.add(failing("broker"));
        Exception start = new Exception("no topic");
        parts.closeAfter(start);

        assertThat(start.getSuppressed()).singleElement().asString().contains("broker");
    }

    @Test
    void shouldCloseAPartThatComesAfterTheEnd() {
        parts.close();

        assertThatThrownBy(() -> parts.add(part("late"))).isInstanceOf(IllegalStateException.class);
        assertThat(closed).containsExactly("late");
    }

    @Test
    void shouldCloseAPartOnce() {
        parts.add(part("broker"));
        parts.close();
        parts.close();

        assertThat(closed).containsExactly("broker");
    }
}
