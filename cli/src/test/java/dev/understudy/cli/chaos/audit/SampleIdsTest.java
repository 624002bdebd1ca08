package dev.understudy.cli.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleIdsTest {

    @Test
    void shouldComeBackFromWeights() {
        List<Long> ids = List.of(0L, 1L, (1L << 24) - 1, 1L << 24, (1L << 48) - 1, SampleIds.of("0123456789abcdef"));

        assertThat(SampleIds.fromWeights(SampleIds.toWeights(ids))).isEqualTo(ids);
    }

    @Test
    void shouldMakeATensorOfNoSamples() {
        assertThat(SampleIds.toWeights(List.of())).hasSize(1);
        assertThat(SampleIds.fromWeights(SampleIds.toWeights(List.of()))).isEmpty();
    }
}
