package dev.understudy.learning.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.understudy.learning.maths.MathsFault;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.maths.WrongMathsException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Compares the native operations that a network uses, in its own shapes, with plain sums in double precision: once per
 * process, network and use. Whoever opens a network for serving or training asks for it first, since a wrong library
 * neither fails nor warns: it classifies a little worse, and teaches that.
 */
public final class MathsCheck {

    /** What a network is about to be used for. */
    public enum Use {
        /** Forward passes only. */
        SERVING,
        /** Forward and backward. */
        TRAINING
    }

    /**
     * A comparison that was made.
     *
     * @param operations how many were compared
     * @param millis how long it took
     * @param fault the first that was wrong, or null
     */
    public record Outcome(Architecture architecture, Use use, int operations, long millis, MathsFault fault) {

        /** Whether everything agreed. */
        public boolean right() {
            return fault == null;
        }
    }

    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int LARGEST_POISON = 18; // powers of two: a batch's largest arrays have about as many values

    private static final List<Outcome> OUTCOMES = new CopyOnWriteArrayList<>();

    private MathsCheck() {
    }

    /**
     * Compares, unless this process has done so before.
     *
     * @throws WrongMathsException when an operation is wrong, at every call
     */
    public static void require(Architecture architecture, Use use) {
        Outcome outcome = compare(architecture, use);
        if (!outcome.right()) {
            throw new WrongMathsException(outcome.fault(), MathsPath.current());
        }
    }

    /** Compares, unless this process has done so before, and reports what came out. */
    public static synchronized Outcome compare(Architecture architecture, Use use) {
        for (Outcome earlier : OUTCOMES) {
            if (earlier.architecture().equals(architecture) && earlier.use().ordinal() >= use.ordinal()) {
                return earlier;
            }
        }
        Outcome outcome = measure(architecture, use);
        OUTCOMES.add(outcome);
        return outcome;
    }

    /** Every comparison this process has made. */
    public static List<Outcome> outcomes() {
        return List.copyOf(OUTCOMES);
    }

    private static Outcome measure(Architecture architecture, Use use) {
        Engine.getInstance(); // loading it is not part of the comparison's time
        long start = System.nanoTime();
        List<CheckedOperation> operations = NetworkOperations.of(architecture, use);
        JniUtils.setGradMode(false);
        poison();
        MathsFault fault = null;
        for (CheckedOperation operation : operations) {
            fault = fault == null ? operation.fault(use == Use.TRAINING) : fault;
        }
        return new Outcome(architecture, use, operations.size(), (System.nanoTime() - start) / NANOS_PER_MILLI, fault);
    }

    /** What freed memory holds must not matter: values that a kernel forgets to write would be zeros by luck. */
    private static void poison() {
        try (NDManager manager = NDManager.newBaseManager()) {
            for (int power = 8; power <= LARGEST_POISON; power++) {
                manager.full(new Shape(1L << power), Float.NaN, DataType.FLOAT32);
            }
        }
    }
}
