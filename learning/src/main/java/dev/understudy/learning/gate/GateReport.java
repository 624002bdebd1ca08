package dev.understudy.learning.gate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a candidate may be published, test by test.
 *
 * @param tests every test with its figure and limit
 */
public record GateReport(List<Test> tests) {

    /** So many vetoed candidates in a row send training back to the weights that are live. */
    public static final int VETOES_TO_ROLL_BACK = 3;

    /**
     * One test.
     *
     * @param name which
     * @param value the candidate's figure
     * @param limit what it was held against
     */
    public record Test(GateTest name, double value, double limit, boolean passed) {

        /** Passed when the figure reaches the limit. */
        static Test atLeast(GateTest name, double value, double limit) {
            return new Test(name, value, limit, value >= limit);
        }

        /** Passed when the figure does not exceed the limit. */
        static Test atMost(GateTest name, double value, double limit) {
            return new Test(name, value, limit, value <= limit);
        }
    }

    /** Copies the list. */
    public GateReport {
        tests = List.copyOf(tests);
    }

    public boolean passed() {
        return tests.stream().allMatch(Test::passed);
    }

    /** Whether a test failed for what the candidate does, not for want of evidence. */
    public boolean vetoed() {
        return tests.stream().anyMatch(t -> !t.passed() && !t.name().asksForEvidence());
    }

    /** Whether what taught was labelled wrongly: training from it anew would end the same way. */
    public boolean mislabelled() {
        return failed(GateTest.LABELS_VS_SERVED);
    }

    /** Whether this test was made and failed. */
    boolean failed(GateTest test) {
        return tests.stream().anyMatch(t -> !t.passed() && t.name() == test);
    }

    /** Labels of the failed tests, comma separated; empty when passed. */
    public String reason() {
        return tests.stream().filter(t -> !t.passed()).map(t -> t.name().label()).collect(Collectors.joining(","));
    }

    /** The figure of a test that was made. */
    public double value(GateTest test) {
        return tests.stream().filter(t -> t.name() == test).findFirst().orElseThrow().value();
    }
}
