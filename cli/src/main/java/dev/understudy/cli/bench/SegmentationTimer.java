package dev.understudy.cli.bench;

import com.sun.management.ThreadMXBean;
import dev.understudy.learning.statistics.Quantiles;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.segmentation.Segmenter;
import dev.understudy.perception.segmentation.Stage;
import dev.understudy.replay.scan.Scan;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Segments frames over and over on the calling thread and keeps the times. */
final class SegmentationTimer {

    private static final double NANOS_PER_MILLI = 1e6;
    /** Ends of the stretches in which the warm-up is reported, in frames. */
    private static final int[] STRETCHES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Segmenter segmenter;
    private final List<Scan> scans;
    private final List<PointCloud> clouds;
    private final List<int[]> masks;
    // One value per frame of the stretch being measured; filled without allocating.
    private double[] cpu;
    private double[] wall;
    private double[][] stages;

    /** The masks give the ground of each frame, or are null to have it found. */
    SegmentationTimer(SegmentationConfig config, List<Scan> scans, List<int[]> masks) {
        segmenter = new Segmenter(config);
        this.scans = scans;
        clouds = scans.stream().map(scan -> PointCloud.of(scan.xyzi())).toList();
        this.masks = masks;
    }

    SegmentationSpeed measure(int warmUpFrames, int rounds) {
        reserve(warmUpFrames);
        run(warmUpFrames);
        List<SegmentationSpeed.WarmUp> warmUp = stretches();
        int timed = rounds * clouds.size();
        reserve(timed);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(timed);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        Map<String, TimeQuantiles> stageMillis = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            stageMillis.put(stage.name().toLowerCase(Locale.ROOT), TimeQuantiles.of(stages[stage.ordinal()]));
        }
        int points = (int) Quantiles.middle(clouds.stream().mapToLong(PointCloud::size).toArray());
        return new SegmentationSpeed(clouds.size(), rounds, points, TimeQuantiles.of(cpu),
                TimeQuantiles.of(wall), stageMillis, allocated / timed, each(), warmUp);
    }

    private void reserve(int frames) {
        cpu = new double[frames];
        wall = new double[frames];
        stages = new double[Stage.values().length][frames];
    }

    private void run(int frames) {
        Stage[] all = Stage.values();
        for (int i = 0; i < frames; i++) {
            int frame = i % clouds.size();
            long cpuStart = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            Segmentation result = segmenter.segment(clouds.get(frame), masks.get(frame));
            wall[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
            cpu[i] = (threads.getCurrentThreadCpuTime() - cpuStart) / NANOS_PER_MILLI;
            for (Stage stage : all) {
                stages[stage.ordinal()][i] = result.nanos(stage) / NANOS_PER_MILLI;
            }
        }
    }

    private List<SegmentationSpeed.FrameTime> each() {
        List<SegmentationSpeed.FrameTime> out = new ArrayList<>();
        for (int frame = 0; frame < scans.size(); frame++) {
            double[] rounds = new double[cpu.length / scans.size()];
            for (int round = 0; round < rounds.length; round++) {
                rounds[round] = cpu[round * scans.size() + frame];
            }
            out.add(new SegmentationSpeed.FrameTime(scans.get(frame).name(), scans.get(frame).points(),
                    TimeQuantiles.of(rounds).median()));
        }
        return out;
    }

    private List<SegmentationSpeed.WarmUp> stretches() {
        List<SegmentationSpeed.WarmUp> out = new ArrayList<>();
        int from = 0;
        for (int end : STRETCHES) {
            int to = Math.min(end, wall.length);
            if (to > from) {
                out.add(new SegmentationSpeed.WarmUp(from + 1, to,
                        TimeQuantiles.of(Arrays.copyOfRange(wall, from, to)).median(),
                        TimeQuantiles.of(Arrays.copyOfRange(cpu, from, to)).median()));
            }
            from = to;
        }
        return out;
    }
}
