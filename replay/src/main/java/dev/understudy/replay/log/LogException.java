package dev.understudy.replay.log;

import java.util.regex.Pattern;

/**
 * A log that cannot be read; the message is one line for the user and names the file. Text of the log that is quoted in
 * it may be rubbish: control characters are replaced, and what is too long is cut.
 */
public final class LogException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\x{0085}]");
    /** Characters of a message; several file names and places fit. */
    private static final int MAX_LENGTH = 600;

    public LogException(String message) {
        super(oneLine(message));
    }

    public LogException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    private static String oneLine(String message) {
        String text = CONTROL.matcher(String.valueOf(message)).replaceAll("?");
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
