package dev.understudy.cli.bench;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.replay.metrics.RandIndex;
import dev.understudy.replay.scan.LabelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy bench agreement}: whether two segmenters cut the same frames alike. */
@Command(name = "agreement", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Adjusted Rand index of two folders of <frame>.i32 labels, over the points that neither calls "
                + "ground (-1); 0 counts as a cluster of its own, that of the unclustered.")
public final class AgreementCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "labels of one segmenter")
    private Path one;

    @Parameters(index = "1", paramLabel = "DIR", description = "labels of the other")
    private Path other;

    @Option(names = "--at-least", paramLabel = "INDEX", defaultValue = "-1",
            description = "fail when a frame's index is lower (exit code 5)")
    private double least;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        double worst = 1;
        List<Path> files = labels();
        for (Path file : files) {
            int[] a = LabelFile.read(file);
            int[] b = LabelFile.read(other.resolve(file.getFileName()), a.length);
            double index = RandIndex.adjusted(a, b);
            out.printf(Locale.ROOT, "%s %.6f%n", file.getFileName(), index);
            worst = Math.min(worst, index);
        }
        out.printf(Locale.ROOT, "adjusted Rand index over %d frames: at least %.6f%n", files.size(), worst);
        out.flush();
        return worst < least ? ExitCode.VIOLATION : ExitCode.OK;
    }

    private List<Path> labels() {
        try (Stream<Path> files = Files.list(one)) {
            List<Path> found = files.filter(f -> f.toString().endsWith(LabelFile.SUFFIX)).sorted().toList();
            if (found.isEmpty()) {
                throw new UserError(ExitCode.INPUT, one + ": no labels (*" + LabelFile.SUFFIX + ")");
            }
            return found;
        } catch (IOException e) {
            throw new UserError(ExitCode.INPUT, one + ": no such folder", e);
        }
    }
}
