package dev.understudy.cli.classify;

import dev.understudy.cli.common.CheckpointInput;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.TaxonomyInput;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.objects.ObjectsFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy classify}: scores a checkpoint on labelled objects. */
@Command(name = "classify", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Score a checkpoint on a folder of labelled objects (index.csv, points/, crops/): per branch "
                + "and joint, per object and per track.")
public final class ClassifyCommand implements Callable<Integer>, NetworkCommand {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OBJECTS", description = "folder with index.csv")
    private Path folder;

    @Option(names = "--checkpoint", paramLabel = "FILE", description = "checkpoint to score (default: the bootstrap)")
    private Path checkpoint;

    @Option(names = "--keys", paramLabel = "PATH",
            description = "public keys that may have signed it; without, FILE.sha256 must lie beside it")
    private Path keys;

    @Option(names = "--taxonomy", paramLabel = "FILE",
            description = TaxonomyInput.DESCRIPTION)
    private Path taxonomyFile;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Optional<NetworkUse> networks() {
        return NetworkUse.shipped(Use.SERVING);
    }

    @Override
    public Integer call() {
        VerifiedCheckpoint verified = CheckpointInput.open(checkpoint, keys);
        Taxonomy taxonomy = TaxonomyInput.of(verified.checkpoint().manifest(), taxonomyFile);
        ObjectScoring scoring = new ObjectScoring(taxonomy, new ObjectsFolder(folder).read());
        ClassificationReport report = new ClassificationReport(CheckpointInput.name(checkpoint),
                verified.ref().getVersion(), taxonomy.version(), scoring.size(), scoring.skipped(),
                scoring.score(verified.checkpoint()), MathsReport.now());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, report);
        } else {
            report.print(out);
        }
        return ExitCode.OK;
    }
}
