package dev.understudy.it.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources of all modules, searched for calls whose result depends on the machine. */
class PortableSourceTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final int FILES_AT_LEAST = 500;

    @Test
    void shouldCallNothingWhoseResultDependsOnTheMachine() throws IOException {
        List<Path> files = sources();
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            String name = ROOT.relativize(file).toString().replace('\\', '/');
            found.addAll(findings(name, Files.readString(file)));
        }
        assertThat(files).hasSizeGreaterThan(FILES_AT_LEAST);
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
        String code = Code.only(text);
        List<String> found = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            Matcher call = rule.call().matcher(code);
            while (rule.covers(name) && call.find()) {
                int line = (int) code.substring(0, call.start()).chars().filter(c -> c == '\n').count();
                found.add(name + ":" + (line + 1) + ": " + rule.advice() + ": " + text.split("\n")[line].strip());
            }
        }
        return found;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(p -> p.toString().endsWith(".java") && p.toString().contains("/src/")
                    && !p.toString().contains("/target/")).sorted().toList();
        }
    }
}
