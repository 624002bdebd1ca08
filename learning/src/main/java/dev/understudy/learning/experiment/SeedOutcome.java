package dev.understudy.learning.experiment;

import dev.understudy.learning.model.MathsReport;
import java.util.List;

/**
 * What one seed gave.
 *
 * @param maths of the process that ran it
 */
public record SeedOutcome(long seed, List<CaseOutcome> cases, MathsReport maths) {
}
