package dev.understudy.it.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Main packages of all modules: each has a {@code package-info.java} with a paragraph on what lives there. */
class PackageInfoTest {

    private static final int PACKAGES_AT_LEAST = 60;
    private static final String INFO = "/package-info.java";
    /** Ten words at least, the last of which ends a sentence. */
    private static final Pattern PARAGRAPH =
            Pattern.compile("(?s)/\\*\\*(?:[\\s*]+\\S+){9,}\\s+\\S+\\.\\s*\\*/\\s*package ");

    @Test
    void shouldDescribeEveryPackage() throws IOException {
        Map<String, String> sources = Sources.all();

        assertThat(packages(sources)).hasSizeGreaterThan(PACKAGES_AT_LEAST);
        assertThat(undescribed(sources)).isEmpty();
    }

    @Test
    void shouldFindAPackageWithoutADescription() {
        Map<String, String> sources = new TreeMap<>();
        sources.put("m/src/main/java/a/A.java", "package a;");
        sources.put("m/src/main/java/b/B.java", "package b;");
        sources.put("m/src/main/java/b/package-info.java", "package b;");
        sources.put("m/src/main/java/c/C.java", "package c;");
        sources.put("m/src/main/java/c/package-info.java", "/** Classes. */\npackage c;");
        sources.put("m/src/main/java/d/D.java", "package d;");
        sources.put("m/src/main/java/d/package-info.java",
                "/**\n * Boxes with a yaw, in metres and radians,\n * and their overlap.\n */\npackage d;");
        sources.put("m/src/test/java/e/ETest.java", "package e;");

        assertThat(undescribed(sources)).containsExactly("m/src/main/java/a", "m/src/main/java/b", "m/src/main/java/c");
    }

    private static Set<String> undescribed(Map<String, String> sources) {
        Set<String> found = packages(sources);
        found.removeIf(folder -> PARAGRAPH.matcher(sources.getOrDefault(folder + INFO, "")).find());
        return found;
    }

    private static Set<String> packages(Map<String, String> sources) {
        Set<String> folders = new TreeSet<>();
        sources.keySet().stream().filter(name -> name.contains("/src/main/java/"))
                .forEach(name -> folders.add(name.substring(0, name.lastIndexOf('/'))));
        return folders;
    }
}
