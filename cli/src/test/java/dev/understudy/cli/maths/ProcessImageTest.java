package dev.understudy.cli.maths;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessImageTest {

    @Test
    void shouldKeepArgumentsThatAreEmptyOrHoldBlanks() {
        assertThat(strings("java\0-cp\0a b\0\0--flag=\0")).containsExactly("java", "-cp", "a b", "", "--flag=");
    }

    @Test
    void shouldFindNoStringsInNothing() {
        assertThat(strings("")).isEmpty();
    }

    private static List<String> strings(String terminated) {
        return ProcessImage.strings(terminated.getBytes(StandardCharsets.UTF_8)).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    }
}
