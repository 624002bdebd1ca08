package dev.understudy.cli.bench;

import dev.understudy.cli.run.LeastSquares;
import dev.understudy.cli.run.ResidentMemory;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Resident memory of this process over steps, and what of it is not the Java heap's: only what the heap has committed
 * is taken off, so with a heap of fixed size touched at the start ({@code -Xms -Xmx -XX:+AlwaysPreTouch}) what remains
 * is native memory and the JVM's own.
 */
final class MemoryTrend {

    private static final double MEBIBYTE = 1 << 20;
    private static final double PER_THOUSAND = 1000;

    /** At some step, MiB. */
    record Sample(int step, double resident, double outsideHeap) {
    }

    private final int warmUp;
    private final List<Sample> samples = new ArrayList<>();

    /** Slopes leave out the first steps. */
    MemoryTrend(int warmUp) {
        this.warmUp = warmUp;
    }

    void sample(int step) {
        double resident = ResidentMemory.mebibytes(ProcessHandle.current().pid());
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted() / MEBIBYTE;
        samples.add(new Sample(step, resident, resident - heap));
    }

    void add(Sample sample) {
        samples.add(sample);
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    List<Sample> measured() {
        return samples.stream().filter(s -> s.step() >= warmUp).toList();
    }

    /** Growth of resident memory per 1,000 steps, MiB, by least squares. */
    double residentSlope() {
        List<Sample> m = measured();
        return slope(m, m.stream().mapToDouble(Sample::resident).toArray());
    }

    /** The same without the Java heap. */
    double nativeSlope() {
        List<Sample> m = measured();
        return slope(m, m.stream().mapToDouble(Sample::outsideHeap).toArray());
    }

    private static double slope(List<Sample> at, double[] values) {
        return PER_THOUSAND * LeastSquares.slope(at.stream().mapToDouble(Sample::step).toArray(), values);
    }
}
