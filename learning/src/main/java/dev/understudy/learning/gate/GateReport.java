package dev.understudy.learning.gate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

        private boolean failed(GateTest.Kind kind) {
            return !passed && name.kind() == kind;
        }
    }

    /** Copies the list. */
    public GateReport {
        tests = List.copyOf(tests);
    }

    /** These tests and then the other's. */
    GateReport with(GateReport other) {
        return new GateReport(Stream.concat(tests.stream(), other.tests.stream()).toList());
    }

    public boolean passed() {
        return tests.stream().allMatch(Test::passed);
    }

    /** Whether a test failed for what the candidate does, not for want of evidence. */
    public boolean vetoed() {
        return mislabelled() || tests.stream().anyMatch(t -> t.failed(GateTest.Kind.VETO));
    }

    /** Whether what taught was labelled wrongly: training from it anew would end the same way. */
    public boolean mislabelled() {
        return tests.stream().anyMatch(t -> t.failed(GateTest.Kind.MISLABELLED));
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
