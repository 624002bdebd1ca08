package dev.understudy.cli.chaos.audit;

import java.util.List;
import java.util.Map;

/**
 * What an audit of the topics gave.
 *
 * @param counts what was looked at, by name
 * @param violations empty when every invariant holds
 */
public record AuditReport(Map<String, Long> counts, List<Violation> violations) {

    public boolean clean() {
        return violations.isEmpty();
    }
}
