package dev.understudy.streams.event;

import dev.understudy.event.ClassifiedObject;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro builds only classes it is told to trust, for a schema from outside may name any class. Ours are the generated
 * ones; the list is one per process, so it is extended, not replaced.
 */
public final class TrustedRecords {

    private static final String PACKAGE = ClassifiedObject.class.getPackageName();

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(PACKAGE)));
    }

    private TrustedRecords() {
    }

    /** Takes effect once, at the first call. */
    public static void install() {
        // Loading this class is what does it.
    }
}
