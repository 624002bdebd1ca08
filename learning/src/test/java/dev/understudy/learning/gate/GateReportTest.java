package dev.understudy.learning.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateReportTest {

    /** Lifecycle events that were written long ago have them, and dashboards ask for them. */
    @Test
    void shouldKeepThePublishedNames() {
        assertThat(Stream.of(GateTest.values()).map(GateTest::label)).containsExactly("finite-weights",
                "canary-vs-served", "canary-vs-base", "labels-vs-served", "sure-of-base", "entropy-vs-base",
                "entropy-vs-served", "entropy-floor", "largest-share", "probe-size", "updates", "tracks", "coverage",
                "served-entropy", "served-largest-share", "branch-agreement", "teacher-student-agreement",
                "overconfidence");
    }

    @Test
    void shouldWriteThePublishedNamesAsJson() throws JsonProcessingException {
        assertThat(new ObjectMapper().writeValueAsString(report(GateTest.CANARY_VS_BASE).tests()))
                .isEqualTo("[{\"name\":\"canary-vs-base\",\"value\":0.0,\"limit\":1.0,\"passed\":false}]");
    }

    @Test
    void shouldGiveTheFailedTestsAsItsReason() {
        assertThat(report(GateTest.UPDATES, GateTest.TRACKS).reason()).isEqualTo("updates,tracks");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROBE_SIZE", "UPDATES", "TRACKS", "COVERAGE"})
    void shouldVetoNothingForWantOfEvidence(GateTest test) {
        assertThat(report(test).vetoed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"PROBE_SIZE", "UPDATES", "TRACKS", "COVERAGE"})
    void shouldVetoForEveryOtherTest(GateTest test) {
        assertThat(report(test).vetoed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBlameTheLabelsForNothingButLabels(GateTest test) {
        assertThat(report(test).mislabelled()).isEqualTo(test == GateTest.LABELS_VS_SERVED);
    }

    private static GateReport report(GateTest... failed) {
        return new GateReport(Stream.of(failed).map(test -> new GateReport.Test(test, 0, 1, false)).toList());
    }
}
