package dev.understudy.replay.doctor;

import java.util.Locale;

/**
 * One result of an examination.
 *
 * @param level how bad it is
 * @param check what was looked at, e.g. {@code axes}
 * @param text one line: what was found, and, unless all is well, what to set
 */
public record Finding(Level level, String check, String text) {

    /** How bad a finding is. */
    public enum Level { OK, NOTE, PROBLEM }

    static Finding ok(String check, String text, Object... values) {
        return new Finding(Level.OK, check, String.format(Locale.ROOT, text, values));
    }

    static Finding note(String check, String text, Object... values) {
        return new Finding(Level.NOTE, check, String.format(Locale.ROOT, text, values));
    }

    static Finding problem(String check, String text, Object... values) {
        return new Finding(Level.PROBLEM, check, String.format(Locale.ROOT, text, values));
    }
}
