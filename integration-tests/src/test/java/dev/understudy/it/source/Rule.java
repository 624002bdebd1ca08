package dev.understudy.it.source;

import java.util.regex.Pattern;

/** Calls whose result depends on the machine, and what to call instead. */
enum Rule {

    LOCALE("name the locale (Locale.ROOT)", "", "\\.formatted\\(|(String\\.format|\\.printf)\\(\\s*(?!\\s|Locale\\.)"
            + "|\\.to(Lower|Upper)Case\\(\\)|new (DecimalFormat|SimpleDateFormat|Scanner)\\("
            + "|NumberFormat\\.get|DateTimeFormatter\\.ofPattern\\([^,]*\\)"),

    ZONE("name the time zone", "", "(LocalDateTime|LocalDate|LocalTime|ZonedDateTime|OffsetDateTime)\\.now\\(\\)"
            + "|ZoneId\\.systemDefault|TimeZone\\.getDefault|Calendar\\.getInstance"),

    CHARSET("name the charset", "/src/main/", "\\.getBytes\\(\\)|Charset\\.defaultCharset"
            + "|new File(Reader|Writer)\\(|new (String|InputStreamReader|OutputStreamWriter)\\([\\w.]+(\\(\\))?\\)"),

    /** The compiler of the virtual machine has routines of its own for these, by processor and version of Java. */
    FUNCTION("call StrictMath", "/src/main/", "(?<!Strict)Math(\\.|::)(sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh"
            + "|exp|expm1|log|log10|log1p|pow|cbrt|hypot)\\b"),

    PARALLEL("add up in one order, in one thread", "/src/main/", "\\.parallel(Stream)?\\(\\)|Arrays\\.parallel[A-Z]");

    private final String advice;
    private final String where;
    private final Pattern call;

    Rule(String advice, String where, String call) {
        this.advice = advice;
        this.where = where;
        this.call = Pattern.compile(call);
    }

    String advice() {
        return advice;
    }

    Pattern call() {
        return call;
    }

    boolean covers(String file) {
        return file.contains(where);
    }
}
