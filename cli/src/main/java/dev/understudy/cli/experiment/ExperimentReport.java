package dev.understudy.cli.experiment;

import dev.understudy.learning.experiment.CaseOutcome;
import dev.understudy.learning.experiment.CaseReport;
import dev.understudy.learning.experiment.CaseSummary;
import dev.understudy.learning.experiment.SeedOutcome;
import dev.understudy.learning.loop.LearningChoice;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.replay.experiment.ExperimentPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything an experiment found; no times, so that the same plan and seeds give the same report on the same machine.
 *
 * @param plan what was asked for
 * @param learning where the settings of learning come from
 * @param cases one per kind of stream
 * @param maths of the process that ran the first seed; all inherit the same settings
 */
record ExperimentReport(ExperimentPlan plan, LearningChoice learning, List<Long> seeds, List<CaseReport> cases,
        MathsReport maths) {

    static ExperimentReport of(ExperimentPlan plan, LearningChoice learning, List<Long> seeds,
            List<SeedOutcome> outcomes) {
        List<CaseReport> cases = new ArrayList<>();
        for (int c = 0; c < plan.cases().size(); c++) {
            int index = c;
            List<CaseOutcome> ofSeeds = outcomes.stream().map(o -> o.cases().get(index)).toList();
            cases.add(new CaseSummary(seeds, ofSeeds).report());
        }
        return new ExperimentReport(plan, learning, seeds, cases, outcomes.get(0).maths());
    }
}
