package dev.understudy.it.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
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
    /** A source that registers meters, whatever it calls its registry. */
    private static final Pattern REGISTERS =
            Pattern.compile("(meters|registry|metrics)\\.(counter|gauge|timer|summary)\\(|\\.register\\(");
    /** A name as the first argument of a call, or as a constant. */
    private static final Pattern NAME =
            Pattern.compile("(?:\\(|String [A-Z_]+ =)\\s*\"([a-z]+(?:\\.[a-z]+)+)\"");

    @Test
    void shouldGiveEveryMeterANameOfItsOwn() throws IOException {
        Map<String, Set<String>> places = new TreeMap<>();
        Sources.all().forEach((source, text) -> {
            if (source.contains("/src/main/")) {
                names(text).forEach(name -> places.computeIfAbsent(name, n -> new TreeSet<>()).add(source));
            }
        });
        Map<String, Set<String>> shared = new HashMap<>(places);
        shared.values().removeIf(classes -> classes.size() == 1);

        assertThat(places).hasSizeGreaterThan(METERS_AT_LEAST)
                .containsKeys("pseudolabel.accepted", "trainer.samples", "perception.frames.in");
        assertThat(shared).isEmpty();
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

    private static Set<String> names(String source) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(source);
        while (REGISTERS.matcher(source).find() && name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
