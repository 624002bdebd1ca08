package dev.understudy.cli.demo;

import org.apache.kafka.common.errors.InterruptException;

/**
 * How the feeding of a log ended.
 *
 * @param drained whether every frame fed was decided and scored
 * @param cut what ended it before the log did, or {@code null}
 */
record Drive(boolean drained, Exception cut) {

    boolean isCut() {
        return cut != null;
    }

    /** Whether somebody asked the process to stop. */
    boolean isInterrupted() {
        return cut instanceof InterruptedException || cut instanceof InterruptException;
    }

    /** What cut it short, one line; {@code null} where nothing did. */
    String reason() {
        if (cut == null) {
            return null;
        }
        return isInterrupted() ? "interrupted" : String.valueOf(cut.getMessage());
    }
}
