package dev.understudy.cli.models;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.model.MathsCheck.Use;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy models verify}. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Make every check that a stream makes before a checkpoint goes live, loading included, and name "
                + "the reason of each refusal. Exit code 3 when one is refused.")
final class VerifyModels implements Callable<Integer>, NetworkCommand {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private ModelOptions options;

    @Parameters(paramLabel = "VERSION", arity = "0..1", description = "tell of this version only (default all)")
    private Long version;

    @Option(names = "--file", paramLabel = "FILE", description = "verify an exported checkpoint; no broker is needed")
    private Path file;

    @Override
    public Optional<NetworkUse> networks() {
        return NetworkUse.shipped(Use.SERVING);
    }

    @Override
    public Integer call() {
        KeyRing ring = options.requiredRing();
        List<Verdict> verdicts = file != null ? List.of(Verification.ofFile(file, ring))
                : Verification.ofTopic(options.services(), options.model(), ring).stream()
                        .filter(verdict -> version == null || verdict.version() == version).toList();
        if (version != null && verdicts.isEmpty()) {
            throw ModelNotes.unknown(options, version);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            Report.json(out, verdicts);
        } else {
            verdicts.forEach(out::println);
            out.flush();
        }
        return verdicts.stream().allMatch(Verdict::accepted) ? ExitCode.OK : ExitCode.INPUT;
    }
}
