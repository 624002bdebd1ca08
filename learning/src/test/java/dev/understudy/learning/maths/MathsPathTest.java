package dev.understudy.learning.maths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MathsPathTest {

    private static final String X86 = "amd64";

    @ParameterizedTest
    @CsvSource({"default, AVX2", "ALL, AVX2", "AVX512_CORE_AMX, AVX2", "AVX10_1_512, AVX2", "AVX512_CORE, AVX2",
        "AVX2_VNNI, AVX2", "a typing error, AVX2", "AVX2, SSE41", "avx2, SSE41", "AVX, SSE41"})
    void shouldGoToTheNextSaferInstructionSet(String now, String next) {
        assertThat(path(Map.of(MathsPath.ONEDNN, now)).saferOneDnn(X86)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSE41", "sse41"})
    void shouldNameNothingSaferThanTheOldest(String oldest) {
        assertThat(path(Map.of(MathsPath.ONEDNN, oldest)).saferOneDnn(X86)).isEmpty();
    }

    @Test
    void shouldNotNameInstructionSetsThatTheProcessorHasNot() {
        assertThat(path(Map.of()).saferOneDnn("aarch64")).isEmpty();
    }

    @Test
    void shouldTakeAnUnsetVariableForTheDefault() {
        assertThat(path(Map.of(MathsPath.MKL, " "))).isEqualTo(new MathsPath("chip", MathsPath.DEFAULT,
                MathsPath.DEFAULT, MathsPath.DEFAULT, MathsPath.DEFAULT));
    }

    @Test
    void shouldReadOneDnnsEarlierVariableWhereTheNewOneIsNotSet() {
        assertThat(path(Map.of("DNNL_MAX_CPU_ISA", "AVX")).oneDnn()).isEqualTo("AVX");
        assertThat(path(Map.of("DNNL_MAX_CPU_ISA", "AVX", MathsPath.ONEDNN, "AVX2")).oneDnn()).isEqualTo("AVX2");
    }

    @Test
    void shouldNameEverythingThatChoosesRoutines() {
        MathsPath path = path(Map.of(MathsPath.ONEDNN, "AVX2", MathsPath.MKL, "AUTO,STRICT", MathsPath.THREADS, "1"));
        assertThat(path).hasToString("chip; oneDNN AVX2; MKL AUTO,STRICT; ATen default; threads 1");
    }

    private static MathsPath path(Map<String, String> environment) {
        return MathsPath.of(environment, "chip");
    }
}
