package dev.understudy.cli.segment;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.perception.objects.ObjectSegmenter;
import dev.understudy.perception.objects.ProposalConfig;
import dev.understudy.perception.segmentation.Segmentation;
import dev.understudy.replay.scan.LabelFile;
import dev.understudy.replay.scan.Scan;
import dev.understudy.replay.scan.ScanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy segment}: a label per point and the clusters of every frame, into files. */
@Command(name = "segment", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Cut every LiDAR frame into ground and clusters. Writes <frame>.i32, a little-endian int32 per "
                + "point in file order (-1 ground, 0 none, > 0 cluster id), and <frame>.json, the clusters' boxes.")
public final class SegmentCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "LOG", description = "recording, or folder of bare .bin scans (float32 x, y, z, i)")
    private Path log;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder to write to; made if missing")
    private Path out;

    @Mixin
    private SegmentationOptions options;

    @Override
    public Integer call() {
        ObjectSegmenter segmenter = new ObjectSegmenter(options.config(), ProposalConfig.defaults());
        int frames = 0;
        try (ScanReader scans = ScanReader.open(log)) {
            makeFolder();
            for (Scan scan = scans.next(); scan != null; scan = scans.next()) {
                write(scan, options.segment(segmenter, scan), segmenter);
                frames++;
            }
        }
        spec.commandLine().getOut().println(frames + " frames segmented into " + out);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private void makeFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new UserError(ExitCode.INPUT, out + ": cannot be made a folder (--out): " + e.getMessage(), e);
        }
    }

    private void write(Scan scan, Segmentation result, ObjectSegmenter segmenter) {
        LabelFile.write(out.resolve(scan.name() + LabelFile.SUFFIX), result.labels(), result.pointCount());
        Path file = out.resolve(scan.name() + ".json");
        try {
            JSON.writeValue(file.toFile(), FrameReport.of(scan, result, segmenter));
        } catch (IOException e) {
            throw new UserError(ExitCode.INPUT, file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
