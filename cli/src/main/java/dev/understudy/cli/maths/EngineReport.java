package dev.understudy.cli.maths;

import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.MathsCheck.Outcome;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.learning.model.MathsCheck;
import dev.understudy.learning.model.MathsReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the tensor engine computes with, and whether it computes right.
 *
 * @param commit that this program was built from
 * @param engine its name and version
 * @param djl version of the Java side
 * @param device the one that is used
 * @param gpus how many there are
 * @param threads of an operation
 * @param maths processor and settings
 * @param caches of a core
 * @param comparisons with plain sums: the networks' native operations, forward and backward
 */
public record EngineReport(String commit, String engine, String djl, String device, int gpus, int threads,
        MathsReport maths, Caches caches, List<Comparison> comparisons) {

    /** What is smaller is no cache: the hypervisor has answered oneDNN's question with nothing. */
    private static final long KIBIBYTE = 1024;

    /**
     * Caches by level.
     *
     * @param oneDnn bytes, as oneDNN sees them; empty where not known
     * @param system sizes such as {@code 48K}, as the operating system does; empty where not known
     * @param hidden whether oneDNN sees caches of hardly a byte, by which it may compute convolutions wrongly
     */
    public record Caches(Map<Integer, Long> oneDnn, Map<Integer, String> system, boolean hidden) {

        static Caches of(Map<Integer, Long> oneDnn, Map<Integer, String> system) {
            return new Caches(oneDnn, system, oneDnn.values().stream().anyMatch(bytes -> bytes < KIBIBYTE));
        }
    }

    /**
     * The operations of a family's default networks.
     *
     * @param operations compared
     * @param wrong the operation that is wrong, its shape and its error; null when all are right
     */
    public record Comparison(String family, int operations, long millis, String wrong) {

        static Comparison of(Outcome outcome) {
            return new Comparison(outcome.architecture().family(), outcome.operations(), outcome.millis(),
                    outcome.right() ? null : outcome.fault().toString());
        }
    }

    /** Compares both families; the engine has been loaded. */
    public static EngineReport of(String commit, String engine, String djl, String device, int gpus, int threads) {
        List<Comparison> comparisons = List.of(Architecture.defaults(), Architecture.tokenDefaults()).stream()
                .map(architecture -> Comparison.of(MathsCheck.compare(architecture, Use.TRAINING))).toList();
        return new EngineReport(commit, engine, djl, device, gpus, threads, MathsReport.now(),
                Caches.of(OneDnnCaches.bytes(), SystemCaches.sizes(SystemCaches.FIRST_CORE)), comparisons);
    }

    /** Whether every operation is right. */
    public boolean right() {
        return comparisons.stream().allMatch(comparison -> comparison.wrong() == null);
    }

    /** For people. */
    public void print(PrintWriter out) {
        out.println("commit   " + commit);
        out.println("engine   " + engine);
        out.println("djl      " + djl);
        out.println("device   " + device + ", " + gpus + " GPU");
        out.println("threads  " + threads);
        out.println("cpu      " + maths.processor());
        out.println("path     oneDNN " + maths.oneDnn() + ", MKL " + maths.mkl() + ", ATen " + maths.aten()
                + ", threads " + maths.threads());
        out.println("caches   oneDNN sees " + levels(caches.oneDnn(), EngineReport::size) + "; the system sees "
                + levels(caches.system(), size -> size));
        if (caches.hidden()) {
            out.println("         the hypervisor hides the caches: oneDNN may compute convolutions wrongly then");
        }
        comparisons.forEach(c -> out.println(String.format(Locale.ROOT,
                "maths    %s: %d operations compared with plain sums in %d ms, %s", c.family(), c.operations(),
                c.millis(), c.wrong() == null ? "all right" : "WRONG: " + c.wrong())));
        out.flush();
    }

    private static <S> String levels(Map<Integer, S> sizes, Function<S, String> text) {
        return sizes.isEmpty() ? "not known" : sizes.entrySet().stream()
                .map(level -> "L" + level.getKey() + " " + text.apply(level.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** As the operating system writes it. */
    private static String size(long bytes) {
        return bytes < KIBIBYTE ? bytes + " B" : bytes / KIBIBYTE + "K";
    }
}
