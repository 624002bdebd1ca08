package dev.understudy.cli.chaos.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an audit has counted and found; details beyond a few of a kind are counted only. */
final class Findings {

    private static final int DETAILS_PER_INVARIANT = 20;

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<Invariant, Integer> found = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();

    void count(String what, long number) {
        counts.merge(what, number, Long::sum);
    }

    void violated(Invariant invariant, String detail) {
        if (found.merge(invariant, 1, Integer::sum) <= DETAILS_PER_INVARIANT) {
            violations.add(new Violation(invariant, detail));
        }
    }

    AuditReport report() {
        found.forEach((invariant, times) -> counts.put("violations of " + invariant, (long) times));
        return new AuditReport(new TreeMap<>(counts), List.copyOf(violations));
    }
}
