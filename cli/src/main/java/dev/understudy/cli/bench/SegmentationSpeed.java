package dev.understudy.cli.bench;

import java.util.List;
import java.util.Map;

/**
 * How fast frames were segmented on one thread.
 *
 * @param frames different frames, each timed in every round after the warm-up
 * @param medianPoints points of the median frame
 * @param cpuMillis thread-CPU time per frame
 * @param wallMillis wall-clock time per frame
 * @param stageMillis wall-clock time per frame of each stage
 * @param allocatedBytesPerFrame bytes allocated by the thread per timed frame
 * @param each every frame on its own
 * @param warmUp time per frame while the virtual machine was compiling
 */
public record SegmentationSpeed(int frames, int rounds, int medianPoints, TimeQuantiles cpuMillis,
        TimeQuantiles wallMillis, Map<String, TimeQuantiles> stageMillis, long allocatedBytesPerFrame,
        List<FrameTime> each, List<WarmUp> warmUp) {

    /** Thread-CPU time of one frame, the median of all rounds. */
    public record FrameTime(String name, int points, double cpuMillis) {
    }

    /**
     * A stretch of the warm-up.
     *
     * @param first number of its first frame since the start of the process, from 1
     * @param medianMillis wall-clock time
     * @param medianCpuMillis thread-CPU time: without that of the compiler's threads, and of others' work
     */
    public record WarmUp(int first, int last, double medianMillis, double medianCpuMillis) {
    }
}
