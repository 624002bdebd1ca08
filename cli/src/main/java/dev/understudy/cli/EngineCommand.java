package dev.understudy.cli;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code understudy engine}: loads the tensor engine and says what it computes with. The first start unpacks its native
 * libraries into {@code DJL_CACHE_DIR}; images do that when they are built, so that they run read-only.
 */
@Command(name = "engine", mixinStandardHelpOptions = true,
        description = "Load the tensor engine; print its version, device and threads.")
final class EngineCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Engine engine;
        try {
            engine = Engine.getInstance();
            compute(engine);
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new UserError(ExitCode.INPUT, "the tensor engine does not load: " + rootMessage(e), e);
        }
        var out = spec.commandLine().getOut();
        out.println("engine   " + engine.getEngineName() + " " + engine.getVersion());
        out.println("djl      " + Engine.getDjlVersion());
        out.println("device   " + engine.defaultDevice() + ", " + engine.getGpuCount() + " GPU");
        out.println("threads  " + JniUtils.getNumThreads());
        out.flush();
        return ExitCode.OK;
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
