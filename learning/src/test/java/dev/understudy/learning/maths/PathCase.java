package dev.understudy.learning.maths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A way for a child process to compute.
 *
 * @param oneDnn limit of oneDNN's instruction sets, or empty
 * @param blind whether oneDNN sees caches of one byte
 * @param mkl MKL's reproducibility, or empty
 * @param aten limit of PyTorch's own kernels, or empty
 */
record PathCase(String oneDnn, boolean blind, String mkl, String aten) {

    private static final String STRICT = "AUTO,STRICT";
    private static final String AVX2 = "AVX2";
    private static final String SSE41 = "SSE41";
    private static final String ATEN_AVX2 = "avx2";

    /** The launcher's own settings on a machine that shows its caches. */
    static final PathCase USUAL = new PathCase("", false, STRICT, "");

    /** Every pair of two settings at least once, the usual first. */
    static List<PathCase> pairwise() {
        return List.of(USUAL, new PathCase("", true, "", ATEN_AVX2), new PathCase(AVX2, false, "", ""),
                new PathCase(AVX2, true, STRICT, ATEN_AVX2), new PathCase(SSE41, false, STRICT, ATEN_AVX2),
                new PathCase(SSE41, true, "", ""));
    }

    /** Every combination, the usual first. */
    static List<PathCase> all() {
        List<PathCase> all = new ArrayList<>();
        for (String oneDnn : List.of("", AVX2, SSE41)) {
            for (boolean blind : new boolean[] {false, true}) {
                for (String mkl : List.of(STRICT, "")) {
                    for (String aten : List.of("", ATEN_AVX2)) {
                        all.add(new PathCase(oneDnn, blind, mkl, aten));
                    }
                }
            }
        }
        return all;
    }

    /** Whether a processor with these flags can compute so. */
    boolean fits(List<String> flags) {
        return flags.contains("avx2") || !oneDnn.equals(AVX2) && aten.isEmpty();
    }

    /** Sets the variables in a child's environment. */
    void into(Map<String, String> environment) {
        set(environment, MathsPath.ONEDNN, oneDnn);
        set(environment, MathsPath.MKL, mkl);
        set(environment, MathsPath.ATEN, aten);
    }

    private static void set(Map<String, String> environment, String name, String value) {
        if (value.isEmpty()) {
            environment.remove(name);
        } else {
            environment.put(name, value);
        }
    }

    @Override
    public String toString() {
        return "oneDNN " + named(oneDnn) + (blind ? ", blind caches" : ", real caches") + ", MKL " + named(mkl)
                + ", ATen " + named(aten);
    }

    private static String named(String value) {
        return value.isEmpty() ? MathsPath.DEFAULT : value;
    }
}
