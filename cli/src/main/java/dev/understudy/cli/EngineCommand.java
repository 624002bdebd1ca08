package dev.understudy.cli;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.maths.EngineReport;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code understudy engine}: loads the tensor engine, prints what it computes with, and compares its operations with
 * plain sums. The first start unpacks its native libraries into {@code DJL_CACHE_DIR}; images do that when they are
 * built, so that they run read-only.
 */
@Command(name = "engine", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Load the tensor engine; print the commit of this program, the engine's version, device and "
                + "threads, the processor and the settings that choose its routines; compare the networks' "
                + "operations, forward and backward, with plain sums. "
                + "Exit code 6 when one is wrong: nothing that computes with networks runs on these settings then.")
final class EngineCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Integer call() {
        Engine engine;
        try {
            engine = Engine.getInstance();
            compute(engine);
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new UserError(ExitCode.INPUT, "the tensor engine does not load: " + rootMessage(e), e);
        }
        EngineReport report = EngineReport.of(SourceCommit.current(),
                engine.getEngineName() + " " + engine.getVersion(), Engine.getDjlVersion(),
                engine.defaultDevice().toString(), engine.getGpuCount(), JniUtils.getNumThreads());
        if (json) {
            Report.json(spec.commandLine().getOut(), report);
        } else {
            report.print(spec.commandLine().getOut());
        }
        return report.right() ? ExitCode.OK : ExitCode.MATHS;
    }

    /** Loading alone would not notice a missing native kernel library. */
    private static void compute(Engine engine) {
        try (NDManager manager = engine.newBaseManager(); NDArray ones = manager.ones(new Shape(2, 2));
                NDArray product = ones.matMul(ones)) {
            float corner = product.getFloat(1, 1);
            if (corner != 2f) {
                throw new EngineException("a row of ones times a column of ones gave " + corner + " instead of 2");
            }
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
    }
}
