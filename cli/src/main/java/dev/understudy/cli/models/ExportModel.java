package dev.understudy.cli.models;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy models export}. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Write one version into one file, signature included, after checking it.")
final class ExportModel implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Parameters(index = "0", paramLabel = "VERSION", description = "number of the version")
    private long version;

    @Parameters(index = "1", paramLabel = "FILE", description = "file to write, usually *" + CheckpointFile.EXTENSION)
    private Path file;

    @Option(names = "--force", description = "overwrite the file")
    private boolean force;

    @Override
    public void run() {
        if (Files.exists(file) && !force) {
            throw new UserError(ExitCode.USAGE, file + " exists; --force overwrites it");
        }
        VerifiedCheckpoint stored = StoredVersions.read(options, List.of(version)).get(0);
        CheckpointFile.write(file, CheckpointCodec.encode(stored));
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Report.json(out, Verdict.accepted(stored, file.toString()));
        } else {
            out.println("wrote " + file + ": " + stored + " digest "
                    + ModelHistory.hex(stored.ref().getDigest()));
            out.flush();
        }
    }
}
