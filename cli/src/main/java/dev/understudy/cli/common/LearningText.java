package dev.understudy.cli.common;

import dev.understudy.learning.loop.LearningChoice;
import java.io.PrintWriter;
import java.util.Locale;

/** The settings of learning at the head of a report: where they come from, and what of them is not live. */
public final class LearningText {

    private LearningText() {
    }

    /** A line, then one for each setting that the trainer deploys otherwise. */
    public static void print(PrintWriter out, LearningChoice learning) {
        out.printf(Locale.ROOT, "learning: %s%s%n", learning.source(),
                learning.differences().isEmpty() ? ", as the trainer deploys it" : "; not as the trainer deploys it:");
        learning.differences().forEach(d -> out.printf(Locale.ROOT, "  %s %s (live %s): %s%n", d.setting(), d.value(),
                d.live(), d.why()));
    }
}
