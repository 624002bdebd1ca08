package dev.understudy.benchmarks;

import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.segmentation.Segmenter;
import dev.understudy.replay.scan.LogScans;
import dev.understudy.replay.scan.Scan;
import dev.understudy.replay.scan.ScanReader;
import dev.understudy.replay.simulator.DomainPhase;
import dev.understudy.replay.simulator.Domains;
import dev.understudy.replay.simulator.FleetConfig;
import dev.understudy.replay.simulator.SimulatedFleet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ground, clusters and boxes of one frame, over the frames of a log in turn: simulated ones, or those of the recording
 * named by {@code -jvmArgs -Dlog=...}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class SegmentationBenchmark {

    private static final int FRAMES = 20;

    @Param({"adaptive", "exact"})
    private String mode;

    private final List<PointCloud> clouds = new ArrayList<>();
    private Segmenter segmenter;
    private int next;

    @Setup
    public void load() {
        segmenter = new Segmenter(mode.equals("exact") ? SegmentationConfig.exact(0.5)
                : SegmentationConfig.defaults());
        try (ScanReader scans = open()) {
            for (Scan scan = scans.next(); scan != null && clouds.size() < FRAMES; scan = scans.next()) {
                clouds.add(PointCloud.of(scan.xyzi()));
            }
        }
    }

    @Benchmark
    public Segmentation segment() {
        next = (next + 1) % clouds.size();
        return segmenter.segment(clouds.get(next));
    }

    private static ScanReader open() {
        String log = System.getProperty("log");
        return log != null ? ScanReader.open(Path.of(log)) : new LogScans(new SimulatedFleet(
                new FleetConfig(1, 1, 1, FRAMES, List.of(new DomainPhase(Domains.SOURCE, 1)))));
    }
}
