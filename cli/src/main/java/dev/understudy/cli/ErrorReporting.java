package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.embedded.EmbeddedStartException;
import dev.understudy.learning.checkpoint.CheckpointException;
import dev.understudy.learning.maths.WrongMathsException;
import dev.understudy.learning.teacher.TeacherException;
import dev.understudy.mcap.message.RecordingException;
import dev.understudy.messaging.ConnectionException;
import dev.understudy.perception.BadFrameException;
import dev.understudy.streams.claim.ClaimStoreException;
import dev.understudy.streams.event.RegistryException;
import dev.understudy.streams.topic.TopicException;
import java.io.PrintWriter;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line on standard error and an exit code; stack traces go to the log. */
final class ErrorReporting implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        StringBuilder line = new StringBuilder(oneLine(e.getMessage()));
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            line.append("; did you mean ").append(unmatched.getSuggestions().get(0)).append('?');
        }
        line.append(" (try '").append(command.getCommandSpec().qualifiedName()).append(" --help')");
        print(command, line.toString());
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        LoggerFactory.getLogger(ErrorReporting.class).debug("command failed", e);
        if (e instanceof UserError user) {
            print(command, oneLine(user.getMessage()));
            return user.exitCode();
        }
        if (e instanceof ConnectionException) {
            print(command, e.getMessage());
            return ExitCode.USAGE;
        }
        if (e instanceof EmbeddedStartException || e instanceof TopicException || e instanceof RegistryException
                || e instanceof KafkaException || e instanceof ClaimStoreException) {
            print(command, oneLine(withCause(e)));
            return ExitCode.SERVICE;
        }
        if (e instanceof RecordingException || e instanceof BadFrameException || e instanceof CheckpointException
                || e instanceof TeacherException) {
            print(command, oneLine(e.getMessage()));
            return ExitCode.INPUT;
        }
        if (e instanceof WrongMathsException) {
            print(command, oneLine(e.getMessage()));
            return ExitCode.MATHS;
        }
        LoggerFactory.getLogger(ErrorReporting.class).error("internal error", e);
        print(command, "internal error: " + oneLine(String.valueOf(e)) + " (the log has the details)");
        return ExitCode.INTERNAL;
    }

    /** Kafka says only in the cause which address or setting it cannot work with. */
    private static String withCause(Exception e) {
        Throwable cause = e.getCause();
        boolean known = cause == null || cause.getMessage() == null
                || String.valueOf(e.getMessage()).contains(cause.getMessage());
        return known || !(cause instanceof KafkaException) ? e.getMessage()
                : e.getMessage() + ": " + cause.getMessage();
    }

    private static String oneLine(String message) {
        return message == null ? "unknown error" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static void print(CommandLine command, String line) {
        PrintWriter err = command.getErr();
        err.println("understudy: " + line);
        err.flush();
    }
}
