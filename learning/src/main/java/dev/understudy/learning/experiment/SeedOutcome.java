package dev.understudy.learning.experiment;

import java.util.List;

/** What one seed gave. */
public record SeedOutcome(long seed, List<CaseOutcome> cases) {
}
