package dev.understudy.learning.maths;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final MathsPath CURRENT = of(System.getenv(), processorName());

    /** That of this process. */
    public static MathsPath current() {
        return CURRENT;
    }

    static MathsPath of(Map<String, String> environment, String processor) {
        return new MathsPath(processor, value(environment, ONEDNN), value(environment, MKL),
                value(environment, ATEN), value(environment, THREADS));
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
