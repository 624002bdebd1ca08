package dev.understudy.cli.chaos;

import java.util.concurrent.TimeUnit;

/** Waiting that tells of its interruption. */
final class Pause {

    private Pause() {
    }

    /** Sleeps; an interruption ends the run. */
    static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
