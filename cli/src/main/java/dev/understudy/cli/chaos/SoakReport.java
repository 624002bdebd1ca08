package dev.understudy.cli.chaos;

import dev.understudy.learning.model.MathsReport;
import java.util.List;
import java.util.Map;

/**
 * What a soak gave.
 *
 * @param capacity LiDAR frames per second that the machine was seen to take; NaN when not measured
 * @param rate LiDAR frames per second that were sent
 * @param seconds length of the measured part
 * @param lateRecords records that were sent more than a second behind their stamps
 * @param swaps checkpoints that went live
 * @param latency of batches without a swap beside
 * @param swapLatency of batches during a swap, or first on a new model
 * @param trends of memory, state and lag
 * @param counts what the audit looked at
 * @param endedAlone processes that ended by themselves
 * @param violations of the invariants
 * @param maths of the stream
 */
record SoakReport(double capacity, double rate, double seconds, long lateRecords, int swaps, Latency latency,
        Latency swapLatency, List<SoakTrend> trends, Map<String, Long> counts, List<String> endedAlone,
        List<String> violations, MathsReport maths) {

    /** Of batches, one frame each. */
    record Latency(long batches, double p50Millis, double p99Millis) {

        static Latency of(LatencyHistogram histogram) {
            return new Latency((long) histogram.count(), 1000 * histogram.quantile(0.5),
                    1000 * histogram.quantile(0.99));
        }
    }

    boolean clean() {
        return violations.isEmpty() && endedAlone.isEmpty() && trends.stream().allMatch(SoakTrend::flat);
    }
}
