package dev.understudy.perception.segmentation;

import com.sun.management.ThreadMXBean;
import dev.understudy.perception.RealFrames;
import dev.understudy.perception.RealFrames.Frame;
import dev.understudy.perception.cloud.PointCloud;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures the segmenter on recorded frames, one thread: thread-CPU milliseconds per frame, wall-clock per stage, and
 * allocated bytes. Because milliseconds don't travel between machines and loads, the time of one plain pass over the
 * points is measured between the frames and printed beside them.
 */
public final class SegmentationBenchmark {

    private static final int WARM_UP_FRAMES = 800;
    private static final int TIMED_FRAMES = 400;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private SegmentationBenchmark() {
    }

    /** Runs over every recording found; stops with an error when there is none. */
    public static void main(String[] arguments) {
        List<Frame> kitti = RealFrames.kittiDrive();
        List<Frame> pandaset = RealFrames.pandaset();
        measure("KITTI, exact 0.5 m", SegmentationConfig.exact(0.5), kitti);
        measure("KITTI, range-dependent", SegmentationConfig.defaults(), kitti);
        measure("PandaSet, range-dependent", SegmentationConfig.defaults(), pandaset);
    }

    private static void measure(String name, SegmentationConfig config, List<Frame> frames) {
        Segmenter segmenter = new Segmenter(config);
        List<PointCloud> clouds = frames.stream().map(frame -> PointCloud.of(frame.xyzi())).toList();
        double[] cpu = new double[TIMED_FRAMES];
        double[] pass = new double[TIMED_FRAMES];
        double[][] stages = new double[Stage.COUNT][TIMED_FRAMES];
        long allocated = 0;
        float sink = 0;
        for (int i = -WARM_UP_FRAMES; i < TIMED_FRAMES; i++) {
            PointCloud cloud = clouds.get((i + WARM_UP_FRAMES) % clouds.size());
            long start = THREADS.getCurrentThreadCpuTime();
            sink += touchEveryPoint(cloud);
            long touched = THREADS.getCurrentThreadCpuTime();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Segmentation result = segmenter.segment(cloud);
            long after = THREADS.getCurrentThreadAllocatedBytes();
            long end = THREADS.getCurrentThreadCpuTime();
            if (i >= 0) {
                pass[i] = (touched - start) / 1e6;
                cpu[i] = (end - touched) / 1e6;
                allocated += after - before;
                for (Stage stage : Stage.values()) {
                    stages[stage.ordinal()][i] = result.nanos(stage) / 1e6;
                }
            }
        }
        print(name, cpu, pass, stages, allocated, sink);
    }

    private static void print(String name, double[] cpu, double[] pass, double[][] stages, long allocated, float sink) {
        System.out.printf(Locale.ROOT, "%-28s CPU ms/frame p10 %.2f median %.2f p90 %.2f; one pass %.3f (ratio %.1f); "
                + "bytes/frame %d; wall ms", name, at(cpu, 0.1), at(cpu, 0.5), at(cpu, 0.9), at(pass, 0.5),
                at(cpu, 0.5) / at(pass, 0.5), allocated / TIMED_FRAMES);
        for (Stage stage : Stage.values()) {
            System.out.printf(Locale.ROOT, " %s %.2f", stage.name().toLowerCase(Locale.ROOT),
                    at(stages[stage.ordinal()], 0.5));
        }
        // Printing the sum keeps the pass from being optimised away.
        System.out.printf(Locale.ROOT, " (%.0f)%n", sink);
    }

    private static float touchEveryPoint(PointCloud cloud) {
        float[] p = cloud.values();
        float sum = 0;
        for (int o = 0; o < 4 * cloud.size(); o += 4) {
            sum += (float) Math.sqrt(p[o] * p[o] + p[o + 1] * p[o + 1]) + p[o + 2];
        }
        return sum;
    }

    private static double at(double[] values, double quantile) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (quantile * (sorted.length - 1))];
    }
}
