package dev.understudy.learning.gate;

import static dev.understudy.learning.gate.Criterion.atLeast;
import static dev.understudy.learning.gate.Criterion.atMost;

import java.util.List;

/**
 * What the health watch measures of the live model, on the objects in its window.
 *
 * @param canary macro accuracy on labelled source objects
 * @param canaryOfBase the bootstrap's
 * @param served of the answers that were served
 * @param ofBase of the bootstrap's answers to the same objects
 * @param ofBefore of the answers of what was live before
 * @param teacherStudentAgreement share of the objects on which the live model's teacher and student decide alike
 */
record LiveFigures(double canary, double canaryOfBase, ServedStatistics served, ServedStatistics ofBase,
        ServedStatistics ofBefore, double teacherStudentAgreement) {

    /** The tests of the health watch, in the order of their reports. */
    static List<Criterion<LiveFigures>> tests(HealthConfig config) {
        HealthConfig.BalanceLimits balance = config.balance();
        HealthConfig.AgreementLimits agreement = config.agreement();
        return List.of(
                atLeast(GateTest.CANARY_VS_BASE, LiveFigures::canary,
                        f -> f.canaryOfBase() - config.canaryDropFromBase()),
                atLeast(GateTest.SERVED_ENTROPY, f -> f.served().balance().entropy(),
                        f -> balance.entropyOfBase() * f.ofBase().balance().entropy()),
                atMost(GateTest.SERVED_LARGEST_SHARE, f -> f.served().balance().largestShare(),
                        f -> Math.max(balance.largestShare(),
                                balance.largestShareOfBase() * f.ofBase().balance().largestShare())),
                atLeast(GateTest.BRANCH_AGREEMENT, f -> f.served().agreement(),
                        f -> f.ofBefore().agreement() - agreement.drop()),
                atLeast(GateTest.TEACHER_STUDENT_AGREEMENT, LiveFigures::teacherStudentAgreement,
                        f -> agreement.minTeacher()),
                atMost(GateTest.OVERCONFIDENCE, f -> f.served().overconfidence(),
                        f -> f.ofBefore().overconfidence() + agreement.overconfidence()));
    }
}
