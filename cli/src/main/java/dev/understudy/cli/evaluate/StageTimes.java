package dev.understudy.cli.evaluate;

import dev.understudy.learning.statistics.Quantiles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long each stage took for each of its records, in the driving thread. */
final class StageTimes {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, Samples> stages = new LinkedHashMap<>();

    /** Runs one record through a stage. */
    void time(String stage, Runnable work) {
        time(stage, () -> {
            work.run();
            return null;
        });
    }

    <T> T time(String stage, Supplier<T> work) {
        long start = System.nanoTime();
        T out = work.get();
        stages.computeIfAbsent(stage, s -> new Samples()).add(System.nanoTime() - start);
        return out;
    }

    Map<String, Latency> latencies() {
        Map<String, Latency> out = new LinkedHashMap<>();
        stages.forEach((name, samples) -> out.put(name, samples.latency()));
        return out;
    }

    /** Milliseconds per record: middle, slow end, worst. */
    record Latency(int records, double median, double p95, double max) {
    }

    private static final class Samples {

        private long[] nanos = new long[256];
        private int size;

        void add(long value) {
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * size);
            }
            nanos[size++] = value;
        }

        Latency latency() {
            double[] millis = Arrays.stream(nanos, 0, size).mapToDouble(n -> n / NANOS_PER_MILLI).toArray();
            return new Latency(size, Quantiles.of(millis, 0.5), Quantiles.of(millis, 0.95), Quantiles.of(millis, 1));
        }
    }
}
