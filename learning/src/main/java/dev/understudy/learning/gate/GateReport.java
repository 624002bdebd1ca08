package dev.understudy.learning.gate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a candidate may be published, test by test.
 *
 * @param tests every test with its figure and limit
 */
public record GateReport(List<Test> tests) {

    /**
     * One test.
     *
     * @param name lower-kebab
     * @param value the candidate's figure
     * @param limit what it was held against
     */
    public record Test(String name, double value, double limit, boolean passed) {
    }

    /** Copies the list. */
    public GateReport {
        tests = List.copyOf(tests);
    }

    public boolean passed() {
        return tests.stream().allMatch(Test::passed);
    }

    /** Names of the failed tests, comma separated; empty when passed. */
    public String reason() {
        return tests.stream().filter(t -> !t.passed()).map(Test::name).collect(Collectors.joining(","));
    }

    /** The value of a test by name. */
    public double value(String name) {
        return tests.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow().value();
    }
}
