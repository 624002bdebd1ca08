package dev.understudy.cli.maths;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.maths.WrongMathsException;
import dev.understudy.learning.model.MathsCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;

/**
 * Compares the native maths before a command computes with networks and, where it is wrong, starts the process again
 * with an environment in which the libraries choose other routines: oneDNN's for AVX2, then those for SSE4.1. Nothing
 * has been read or published then. For our own main alone: a program that embeds us decides for itself.
 */
public final class SaferStart implements IExecutionStrategy, IExecutionExceptionHandler {

    private final IExecutionStrategy commands = new CommandLine.RunLast();
    private final IExecutionExceptionHandler errors;

    private SaferStart(IExecutionExceptionHandler errors) {
        this.errors = errors;
    }

    /** The same command line, which now compares and starts again. */
    public static CommandLine around(CommandLine line) {
        SaferStart start = new SaferStart(line.getExecutionExceptionHandler());
        return line.setExecutionStrategy(start).setExecutionExceptionHandler(start);
    }

    @Override
    public int execute(ParseResult parsed) {
        List<CommandLine> chosen = parsed.asCommandLineList();
        CommandLine last = chosen.get(chosen.size() - 1);
        if (last.getCommand() instanceof NetworkCommand command && !last.isUsageHelpRequested()
                && !last.isVersionHelpRequested()) {
            compare(command, last);
        }
        return commands.execute(parsed);
    }

    private static void compare(NetworkCommand command, CommandLine line) {
        try {
            command.networks().ifPresent(networks -> MathsCheck.require(networks.architecture(), networks.use()));
        } catch (RuntimeException e) {
            throw new ExecutionException(line, "before the command", e);
        }
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) throws Exception {
        if (e instanceof WrongMathsException wrong && line.getCommand() instanceof NetworkCommand command
                && !command.hasPublished()) {
            return startAgain(wrong, line.getErr());
        }
        return errors.handleExecutionException(e, line, parsed);
    }

    /** Returns only where the process cannot be started again, or no other routines are left. */
    private static int startAgain(WrongMathsException wrong, PrintWriter err) {
        String what = "the native maths of this machine is wrong: " + wrong.fault() + ", on " + MathsPath.current();
        Optional<String> safer = MathsPath.current().saferOneDnn();
        if (safer.isEmpty()) {
            print(err, what + "; there are no other routines to choose");
            return ExitCode.MATHS;
        }
        String setting = MathsPath.ONEDNN + "=" + safer.get();
        try {
            ProcessImage next = ProcessImage.ofThisProcess(MathsPath.ONEDNN, safer.get());
            print(err, what + "; starts again with " + setting);
            System.out.flush();
            next.replaceThisProcess();
        } catch (IOException e) {
            print(err, what + "; cannot start again by itself (" + e.getMessage() + "): set " + setting);
        }
        return ExitCode.MATHS;
    }

    private static void print(PrintWriter err, String line) {
        err.println("understudy: " + line);
        err.flush();
    }
}
