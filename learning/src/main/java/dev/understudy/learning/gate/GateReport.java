package dev.understudy.learning.gate;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a candidate may be published, test by test.
 *
 * @param tests every test with its figure and limit
 */
public record GateReport(List<Test> tests) {

    /** So many vetoed candidates in a row send training back to the weights that are live. */
    public static final int VETOES_TO_ROLL_BACK = 3;
    /** The test that says whether the labels were what the served model is sure of. */
    static final String LABELS = "labels-vs-served";
    /** Tests that say "not yet"; every other failure says "worse". */
    private static final Set<String> EVIDENCE_TESTS = Set.of("probe-size", "updates", "tracks", "coverage");

    /**
     * One test.
     *
     * @param name lower-kebab
     * @param value the candidate's figure
     * @param limit what it was held against
     */
    public record Test(String name, double value, double limit, boolean passed) {

        /** Passed when the figure reaches the limit. */
        static Test atLeast(String name, double value, double limit) {
            return new Test(name, value, limit, value >= limit);
        }

        /** Passed when the figure does not exceed the limit. */
        static Test atMost(String name, double value, double limit) {
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
        return tests.stream().anyMatch(t -> !t.passed() && !EVIDENCE_TESTS.contains(t.name()));
    }

    /** Whether what taught was labelled wrongly: training from it anew would end the same way. */
    public boolean mislabelled() {
        return tests.stream().anyMatch(t -> !t.passed() && t.name().equals(LABELS));
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
