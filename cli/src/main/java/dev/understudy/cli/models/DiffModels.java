package dev.understudy.cli.models;

import dev.understudy.cli.common.Report;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy models diff}. */
@Command(name = "diff", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compare two versions: the manifest's fields, and how far each tensor moved.")
final class DiffModels implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Parameters(index = "0", paramLabel = "FROM", description = "number of the first version")
    private long from;

    @Parameters(index = "1", paramLabel = "TO", description = "number of the second version")
    private long to;

    @Override
    public void run() {
        List<VerifiedCheckpoint> both = StoredVersions.read(options, List.of(from, to));
        ModelDiff diff = ModelDiff.of(both.get(0).checkpoint(), both.get(1).checkpoint());
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Report.json(out, diff);
            return;
        }
        for (ModelDiff.Field field : diff.fields()) {
            out.println(field.name() + ": " + Report.printable(field.from()) + " -> " + Report.printable(field.to()));
        }
        for (ModelDiff.Change change : diff.tensors()) {
            out.printf(Locale.ROOT, "%-48s %s%n", change.name(), change.relative() == null ? change.note()
                    : String.format(Locale.ROOT, "%.4f %%", 100 * change.relative()));
        }
        out.flush();
    }
}
