package dev.understudy.learning.maths;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process computes with: the processor and the settings by which the native libraries choose their routines.
 * Bits of results belong to a path; results agree between paths but for rounding.
 *
 * @param processor model name, as the operating system gives it
 * @param oneDnn most that oneDNN may use of the processor ({@value #ONEDNN}); {@value #DEFAULT} leaves it the choice
 * @param mkl MKL's conditional reproducibility ({@value #MKL})
 * @param aten the instruction set of PyTorch's own kernels ({@value #ATEN})
 * @param threads of one operation ({@value #THREADS})
 */
public record MathsPath(String processor, String oneDnn, String mkl, String aten, String threads) {

    /** Environment variable that limits oneDNN's instruction sets. */
    public static final String ONEDNN = "ONEDNN_MAX_CPU_ISA";
    /** Environment variable of MKL's conditional numerical reproducibility. */
    public static final String MKL = "MKL_CBWR";
    /** Environment variable that limits the instruction sets of PyTorch's own kernels. */
    public static final String ATEN = "ATEN_CPU_CAPABILITY";
    /** Environment variable of the number of threads that share an operation. */
    public static final String THREADS = "OMP_NUM_THREADS";
    /** Stands for a variable that is not set. */
    public static final String DEFAULT = "default";

    /** oneDNN's earlier name of {@value #ONEDNN}, which it still reads where that is not set. */
    private static final String FORMER_ONEDNN = "DNNL_MAX_CPU_ISA";
    private static final String AVX2 = "AVX2";
    private static final String SSE41 = "SSE41";
    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final MathsPath CURRENT = of(System.getenv(), processorName());

    /** That of this process. */
    public static MathsPath current() {
        return CURRENT;
    }

    /** That of another process of this machine; this one's where the system does not tell. */
    public static MathsPath ofProcess(long pid) {
        try {
            return of(variables(Files.readString(Path.of("/proc", Long.toString(pid), "environ"),
                    StandardCharsets.ISO_8859_1)),
                    CURRENT.processor());
        } catch (IOException noProc) {
            return CURRENT;
        }
    }

    private static Map<String, String> variables(String environment) {
        return Arrays.stream(environment.split("\0")).filter(variable -> variable.indexOf('=') > 0)
                .collect(Collectors.toMap(variable -> variable.substring(0, variable.indexOf('=')),
                        variable -> variable.substring(variable.indexOf('=') + 1), (first, again) -> first));
    }

    static MathsPath of(Map<String, String> environment, String processor) {
        String oneDnn = value(environment, ONEDNN);
        return new MathsPath(processor, oneDnn.equals(DEFAULT) ? value(environment, FORMER_ONEDNN) : oneDnn,
                value(environment, MKL), value(environment, ATEN), value(environment, THREADS));
    }

    /**
     * The next value of {@value #ONEDNN} to try where oneDNN computes wrongly: {@value #AVX2}, then {@value #SSE41}. Of
     * oneDNN's names only AVX lies between these two; every other one, and a name it does not know, allows more.
     *
     * @return empty where none is left, and on processors whose instruction sets have other names
     */
    public Optional<String> saferOneDnn() {
        return saferOneDnn(System.getProperty("os.arch"));
    }

    Optional<String> saferOneDnn(String architecture) {
        if (!X86_64.contains(architecture)) {
            return Optional.empty();
        }
        return switch (oneDnn.toUpperCase(Locale.ROOT)) {
            case SSE41 -> Optional.empty();
            case AVX2, "AVX" -> Optional.of(SSE41);
            default -> Optional.of(AVX2);
        };
    }

    private static String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? DEFAULT : value.strip();
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            List<String> names = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).limit(1).toList();
            return names.isEmpty() ? System.getProperty("os.arch") : names.get(0);
        } catch (IOException | RuntimeException e) {
            return System.getProperty("os.arch"); // not a Linux: the kind of processor is all there is
        }
    }

    /** One line for reports and manifests. */
    @Override
    public String toString() {
        return processor + "; oneDNN " + oneDnn + "; MKL " + mkl + "; ATen " + aten + "; threads " + threads;
    }
}
