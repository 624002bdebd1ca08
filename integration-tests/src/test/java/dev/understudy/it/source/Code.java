package dev.understudy.it.source;

import java.util.regex.Pattern;

/** Java sources without what is no code. */
final class Code {

    private static final Pattern NO_CODE = Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\""
            + "|'(?:[^'\\\\\n]|\\\\.)+'|/\\*.*?\\*/|//[^\n]*");

    private Code() {
    }

    /** The text with comments and literals emptied; every line stays on its line. */
    static String only(String text) {
        return NO_CODE.matcher(text).replaceAll(found -> {
            String quote = found.group().startsWith("/") ? "" : "\"";
            return quote + found.group().replaceAll("[^\n]", "") + quote;
        });
    }
}
