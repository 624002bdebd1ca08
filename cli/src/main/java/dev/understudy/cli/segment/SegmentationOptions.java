package dev.understudy.cli.segment;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.perception.segmentation.SegmentationConfig;
import dev.understudy.perception.segmentation.SegmentationConfig.Ground;
import dev.understudy.perception.segmentation.SegmentationConfig.Linkage;
import dev.understudy.replay.scan.LabelFile;
import dev.understudy.replay.scan.Scan;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Flags that say how frames are to be segmented. */
public final class SegmentationOptions {

    /** Nothing a LiDAR sees is farther, so that exact mode leaves out no point; metres. */
    private static final double EVERYTHING = 1000;
    private static final double EXACT_TOLERANCE = 0.5;

    /** How points of one object find each other. */
    public enum Mode { ADAPTIVE, EXACT }

    @Option(names = "--mode", paramLabel = "adaptive|exact", defaultValue = "adaptive",
            description = "adaptive: tolerance grows with range; exact: plain Euclidean single linkage of all "
                    + "points that are not ground (default adaptive)")
    private Mode mode;

    @Option(names = "--tolerance", paramLabel = "METRES",
            description = "largest distance of linked points in exact mode (default 0.5)")
    private Double tolerance;

    @Option(names = "--min-points", paramLabel = "N", defaultValue = "10",
            description = "smallest cluster that is reported (default 10); there is no largest")
    private int minPoints;

    @Option(names = "--sensor-height", paramLabel = "METRES",
            description = "height of the clouds' origin above the ground (default: estimated from each frame)")
    private Double sensorHeight;

    @Option(names = "--ground-mask", paramLabel = "DIR",
            description = "take the ground from <frame>.i32 files there, one little-endian int32 per point, 1 = ground")
    private Path groundMask;

    public Mode mode() {
        return mode;
    }

    /** The configuration that the flags ask for. */
    public SegmentationConfig config() {
        if (tolerance != null && mode != Mode.EXACT) {
            throw new UserError(ExitCode.USAGE, "--tolerance needs --mode exact");
        }
        if (groundMask != null && !Files.isDirectory(groundMask)) {
            throw new UserError(ExitCode.INPUT, groundMask + ": no such folder (--ground-mask)");
        }
        try {
            SegmentationConfig config = SegmentationConfig.defaults().withMinPoints(minPoints);
            if (sensorHeight != null) {
                config = config.withGround(Ground.mounted(sensorHeight));
            }
            return mode == Mode.ADAPTIVE ? config : config.withMaxRange(EVERYTHING)
                    .withLinkage(Linkage.exact(tolerance == null ? EXACT_TOLERANCE : tolerance));
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    /** The frame's ground mask, or {@code null} when the segmenter is to find the ground. */
    public int[] mask(Scan scan) {
        return groundMask == null ? null
                : LabelFile.read(groundMask.resolve(scan.name() + LabelFile.SUFFIX), scan.points());
    }

    /** Segments a frame as the flags ask for. */
    public Segmentation segment(ObjectSegmenter segmenter, Scan scan) {
        return segmenter.segment(PointCloud.of(scan.xyzi()), mask(scan));
    }
}
