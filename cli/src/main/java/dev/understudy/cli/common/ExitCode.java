package dev.understudy.cli.common;

/** Exit codes of the command line; documented in {@code understudy --help}. */
public final class ExitCode {

    public static final int OK = 0;
    /** A defect of Understudy itself; the log has the stack trace. */
    public static final int INTERNAL = 1;
    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;
    /** A log, checkpoint or other input cannot be read. */
    public static final int INPUT = 3;
    /** A broker, registry or port is not available, or something ended a run before its time. */
    public static final int SERVICE = 4;
    /** The run ended, but something it guarantees does not hold. */
    public static final int VIOLATION = 5;
    /** The native maths of the machine is wrong, whatever routines it is told to choose. */
    public static final int MATHS = 6;

    private ExitCode() {
    }
}
