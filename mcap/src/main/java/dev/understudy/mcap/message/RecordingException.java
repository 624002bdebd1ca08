package dev.understudy.mcap.message;

import java.util.regex.Pattern;

/**
 * A recording that cannot be read or written; the message is one line for the user and names the file. Text of the file
 * that is quoted in it may be rubbish: control characters are replaced, and what is too long is cut.
 */
public class RecordingException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\x{0085}]");
    /** Characters of a message; several file names and places fit. */
    private static final int MAX_LENGTH = 600;

    public RecordingException(String message) {
        super(oneLine(message));
    }

    public RecordingException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    private static String oneLine(String message) {
        String text = CONTROL.matcher(String.valueOf(message)).replaceAll("?");
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
