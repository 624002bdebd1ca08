package dev.understudy.it.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Names of meters in the sources of all modules. Stream, model follower and trainer share a registry in the demo, where
 * two counters of one name and one tag are one counter.
 */
class MeterNamesTest {

    private static final int METERS_AT_LEAST = 30;
    private static final List<String> NAMES = Meters.all().stream().map(Meters.Described::name).toList();
    /** A source that registers meters, whatever it calls its registry. */
    private static final Pattern REGISTERS =
            Pattern.compile("(meters|registry|metrics)\\.(counter|gauge|timer|summary)\\(|\\.register\\(");
    /** A name as the first argument of a call, or as a constant. */
    private static final Pattern NAME =
            Pattern.compile("(?:\\(|String [A-Z_]+ =)\\s*\"([a-z]+(?:\\.[a-z]+)+)\"");

    @Test
    void shouldGiveEveryMeterANameOfItsOwn() {
        assertThat(NAMES).doesNotHaveDuplicates().hasSizeGreaterThan(METERS_AT_LEAST)
                .contains("pseudolabel.accepted", "trainer.samples", "perception.frames.in");
    }

    @Test
    void shouldWriteEveryNameInOneSourceOnly() throws IOException {
        Map<String, Set<String>> places = new TreeMap<>();
        main().forEach((source, text) -> NAMES.stream().filter(name -> text.contains('"' + name + '"'))
                .forEach(name -> places.computeIfAbsent(name, n -> new TreeSet<>()).add(source)));

        assertThat(places).hasSameSizeAs(NAMES);
        assertThat(places.values()).allSatisfy(sources -> assertThat(sources).hasSize(1));
    }

    @Test
    void shouldDescribeEveryMeterThatIsRegistered() throws IOException {
        main().forEach((source, text) -> assertThat(NAMES).as(source).containsAll(names(text)));
    }

    @Test
    void shouldListTheMetersOnTheirPage() throws IOException {
        Path fresh = Files.writeString(Path.of("target", "metrics.md"), Meters.page());
        Path page = Path.of("..", "docs", "metrics.md");

        assertThat(page).as("stale; the page as it must be is %s", fresh.toAbsolutePath())
                .usingCharset(StandardCharsets.UTF_8).hasSameTextualContentAs(fresh);
    }

    @Test
    void shouldFindNamesInCallsAndInConstants() {
        assertThat(names("""
                static final String SWAPS =
                        "model.swaps";
                meters.counter("trainer.lag", "rule", rule);
                Gauge.builder("deadletter.circuit", this, x -> 1).register(meters);
                """)).containsExactlyInAnyOrder("model.swaps", "trainer.lag", "deadletter.circuit");
    }

    private static Map<String, String> main() throws IOException {
        Map<String, String> main = Sources.all();
        main.keySet().removeIf(source -> !source.contains("/src/main/"));
        return main;
    }

    private static Set<String> names(String source) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(source);
        while (REGISTERS.matcher(source).find() && name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
