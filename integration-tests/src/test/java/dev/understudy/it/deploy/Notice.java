package dev.understudy.it.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The names of jars that NOTICE lists: lines "  Library: jar, jar-*", continued by lines indented by four. */
record Notice(List<String> patterns) {

    private static final String ANY = "*";

    static Notice parse(String text) {
        List<String> patterns = new ArrayList<>();
        for (String line : text.lines().filter(l -> l.startsWith("  ")).toList()) {
            String jars = line.substring(line.startsWith("    ") ? 0 : line.indexOf(": ") + 1);
            for (String jar : jars.split(",")) {
                if (!jar.isBlank()) {
                    patterns.add(jar.strip());
                }
            }
        }
        return new Notice(patterns);
    }

    /** Jars that no line names. */
    List<String> missing(Collection<String> jars) {
        return jars.stream().filter(jar -> patterns.stream().noneMatch(p -> names(p, jar))).toList();
    }

    /** Names that stand for no jar. */
    List<String> stale(Collection<String> jars) {
        return patterns.stream().filter(p -> jars.stream().noneMatch(jar -> names(p, jar))).toList();
    }

    private static boolean names(String pattern, String jar) {
        return pattern.endsWith(ANY) ? jar.startsWith(pattern.substring(0, pattern.length() - ANY.length()))
                : jar.equals(pattern);
    }
}
