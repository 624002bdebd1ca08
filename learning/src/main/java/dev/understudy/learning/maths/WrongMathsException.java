package dev.understudy.learning.maths;

/**
 * The native libraries compute something else than plain sums do. Names the operation and the variable that chooses
 * other routines; nothing that this process has inferred or trained can be trusted.
 */
public final class WrongMathsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient MathsFault fault;

    public WrongMathsException(MathsFault fault, MathsPath path) {
        super("the native maths of this machine is wrong: " + fault + ", on " + path + "; " + MathsPath.ONEDNN
                + " (AVX2, then SSE41) makes the libraries choose other routines");
        this.fault = fault;
    }

    /** What was found wrong. */
    public MathsFault fault() {
        return fault;
    }
}
