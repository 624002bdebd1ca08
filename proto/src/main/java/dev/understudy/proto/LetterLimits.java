package dev.understudy.proto;

import java.util.Arrays;

/**
 * How much of a record its dead letter holds. An unwritable letter would stop its writer at that record, at every
 * restart.
 */
public final class LetterLimits {

    /**
     * Largest value of a letter, bytes. A compressed record may be larger than the cap on what is written, and one just
     * below it outgrows it by the letter's own headers.
     */
    public static final int MAX_VALUE = Topics.MAX_RECORD_BYTES - (64 << 10);

    /** Details longer than this are cut, characters: a header is a hint, the bytes are in the value. */
    public static final int MAX_DETAIL = 500;

    private LetterLimits() {
    }

    /** The first {@code most} bytes of a value; null and values that fit are returned as they are. */
    public static byte[] value(byte[] value, int most) {
        return value == null || value.length <= most ? value : Arrays.copyOf(value, most);
    }

    /** What a letter gives as its reason, in at most {@link #MAX_DETAIL} characters. */
    public static String detail(String message) {
        String text = String.valueOf(message);
        return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL);
    }
}
