package dev.understudy.it.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources of all modules, searched for calls whose result depends on the machine. */
class PortableSourceTest {

    @Test
    void shouldCallNothingWhoseResultDependsOnTheMachine() throws IOException {
        List<String> found = new ArrayList<>();
        Sources.all().forEach((name, text) -> found.addAll(findings(name, text)));
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "String.format(\"%d\", n)                       | LOCALE",
        "out.printf(\"%.1f\", share)                    | LOCALE",
        "\"%d\".formatted(n)                            | LOCALE",
        "name.toLowerCase()                             | LOCALE",
        "new DecimalFormat(\"0.0\")                     | LOCALE",
        "LocalDateTime.now()                            | ZONE",
        "ZoneId.systemDefault()                         | ZONE",
        "text.getBytes()                                | CHARSET",
        "new String(header.value())                     | CHARSET",
        "new InputStreamReader(in)                      | CHARSET",
        "double s = Math.sin(yaw)                       | FUNCTION",
        "values.map(Math::exp)                          | FUNCTION",
        "list.parallelStream().mapToDouble(f).sum()     | PARALLEL",
        "Arrays.parallelPrefix(sums, Double::sum)       | PARALLEL"})
    void shouldFindACall(String line, Rule rule) {
        assertThat(findings("cli/src/main/java/A.java", line)).singleElement().asString()
                .isEqualTo("cli/src/main/java/A.java:1: " + rule.advice() + ": " + line.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "String.format(Locale.ROOT, \"%d\", n)",
        "name.toLowerCase(Locale.ROOT)",
        "text.getBytes(StandardCharsets.UTF_8)",
        "new String(header.value(), StandardCharsets.UTF_8)",
        "StrictMath.sin(yaw) + Math.sqrt(x) + Math.max(a, b)",
        "LocalDateTime.parse(text)",
        "// as Math.sin( does",
        "log(\"Math.sin(x)\")"})
    void shouldPassACall(String line) {
        assertThat(findings("cli/src/main/java/A.java", line)).isEmpty();
    }

    private static List<String> findings(String name, String text) {
        return Stream.of(Rule.values()).filter(rule -> rule.covers(name))
                .flatMap(rule -> Sources.findings(name, text, rule.call(), rule.advice()).stream()).toList();
    }
}
