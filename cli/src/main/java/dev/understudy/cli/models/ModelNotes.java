package dev.understudy.cli.models;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.UserError;
import java.io.PrintWriter;

/** Words that the models commands share. */
final class ModelNotes {

    /** Digits of a digest that a person compares. */
    private static final int BRIEF_DIGITS = 12;

    private ModelNotes() {
    }

    /** Says on standard error how many records were left out. */
    static void untrusted(ModelHistory history, PrintWriter err) {
        if (history.untrusted() > 0) {
            err.println("left out " + history.untrusted()
                    + " records that cannot be read or that no trusted key signed");
            err.flush();
        }
    }

    static String brief(String digest) {
        return digest.length() <= BRIEF_DIGITS ? digest : digest.substring(0, BRIEF_DIGITS);
    }

    static UserError unknown(ModelOptions options, long version) {
        return new UserError(ExitCode.INPUT, "there is no version " + version + " of model " + options.model()
                + " on the topics; see: understudy models list");
    }
}
