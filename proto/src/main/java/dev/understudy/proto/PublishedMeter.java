package dev.understudy.proto;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes the meter whose name a constant is. Dashboards and alerts ask for meters by name, so a name is a contract
 * as a topic is; {@code docs/metrics.md} is made of these descriptions.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface PublishedMeter {

    /** How it counts. */
    enum Kind {
        /** Grows from the start of the process. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Count, sum and maximum of durations. */
        TIMER,
        /** Count, sum and maximum of values. */
        SUMMARY
    }

    /** How it counts. */
    Kind kind();

    /** What it counts or measures in; seconds where it is a timer. */
    String unit();

    /** Keys of its tags. */
    String[] tags() default {};

    /** What it counts or measures, in a phrase. */
    String meaning();
}
