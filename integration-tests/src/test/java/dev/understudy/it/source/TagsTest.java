package dev.understudy.it.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tags of the tests of all modules: those that docs/testing.md has, on the tests that need what they stand for. */
class TagsTest {

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]*)\"\\)");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
    /** What a test that needs something calls, and the tag for it. */
    private static final Map<String, String> NEEDS = Map.of("RealData.", "real-data", "NodeProject.", "node",
            "Linters.", "node", "LoopBroker", "broker", "EmbeddedKafka", "broker", "CommandRun.understudy",
            "child-process");

    @Test
    void shouldUseTheDocumentedKindsOnly() throws IOException {
        String page = Files.readString(Path.of("").toAbsolutePath().resolveSibling("docs/testing.md"));
        Set<String> used = new TreeSet<>();
        tests().values().forEach(text -> used.addAll(all(TAG, text)));

        assertThat(used).isEqualTo(all(DOCUMENTED, page));
    }

    @Test
    void shouldTagWhatATestNeeds() throws IOException {
        List<String> missing = new ArrayList<>();
        tests().forEach((name, text) -> NEEDS.forEach((call, tag) -> {
            if (Code.only(text).contains(call) && !all(TAG, text).contains(tag)) {
                missing.add(name + " has " + call + " and no tag " + tag);
            }
        }));
        assertThat(missing).isEmpty();
    }

    private static Map<String, String> tests() throws IOException {
        return Sources.all().entrySet().stream().filter(e -> e.getKey().matches(".*/src/test/.*(Test|IT)\\.java"))
                .filter(e -> !e.getKey().endsWith("/TagsTest.java"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
