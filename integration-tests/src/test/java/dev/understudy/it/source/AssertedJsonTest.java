package dev.understudy.it.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of all modules, searched for ways to read JSON that give an empty node, 0 or "" for a field that is not there:
 * such a test would pass without its field.
 */
class AssertedJsonTest {

    /** Of one argument; literals are emptied. */
    private static final Pattern LENIENT =
            Pattern.compile("\\.(at|path|findPath|withObject)\\(\\s*\"\"\\s*[)+]");
    private static final String ADVICE = "ask with required or requiredAt, or with has whether it is there";

    @Test
    void shouldFailWhereAFieldIsMissing() throws IOException {
        List<String> found = new ArrayList<>();
        Sources.all().forEach((name, text) -> {
            if (name.contains("/src/test/")) {
                found.addAll(Sources.findings(name, text, LENIENT, ADVICE));
            }
        });
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.at(\"/cases/0\")", "letter.path(\"reason\")", "report.at(\n        \"/a\")"})
    void shouldFindALenientRead(String code) {
        assertThat(Sources.findings("A.java", code, LENIENT, ADVICE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.requiredAt(\"/cases/0\")", "letter.required(\"reason\")", "matrix.at(0, 1)",
        "report.has(\"reason\")", "poses.at(\"robot\", stamp)"})
    void shouldPassAStrictRead(String code) {
        assertThat(Sources.findings("A.java", code, LENIENT, ADVICE)).isEmpty();
    }
}
