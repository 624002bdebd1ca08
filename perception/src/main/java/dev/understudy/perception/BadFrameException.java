package dev.understudy.perception;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A sensor frame that cannot be used: truncated, inconsistent or of an unknown layout. The stream turns it into a
 * dead letter, so the reason is a metric label (lower-kebab, few distinct values) and the message is one line.
 */
public final class BadFrameException extends RuntimeException {

    private static final Pattern LOWER_KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    private final String reason;

    /**
     * @param reason lower-kebab and of low cardinality, for example {@code truncated-points}
     * @param detail what was found and what was expected; line breaks are folded
     * @throws IllegalArgumentException if the reason is not lower-kebab
     */
    public BadFrameException(String reason, String detail) {
        this(reason, detail, null);
    }

    public BadFrameException(String reason, String detail, Throwable cause) {
        super(requireKebab(reason) + ": " + LINE_BREAKS.matcher(Objects.toString(detail, "")).replaceAll(" "), cause);
        this.reason = reason;
    }

    /** Lower-kebab, low cardinality: fit for a metric label and a dead-letter header. */
    public String reason() {
        return reason;
    }

    private static String requireKebab(String reason) {
        if (!LOWER_KEBAB.matcher(reason).matches()) {
            throw new IllegalArgumentException("not a lower-kebab reason: '" + reason + "'");
        }
        return reason;
    }
}
