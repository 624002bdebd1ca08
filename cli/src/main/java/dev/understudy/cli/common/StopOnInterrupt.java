package dev.understudy.cli.common;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a long job end properly when the process is told to stop: the shutdown waits until the job is closed. */
public final class StopOnInterrupt implements AutoCloseable {

    /** A job may have results to write and a broker to stop; a second signal does not wait. */
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;

    /** @param stop tells the job to end soon */
    public StopOnInterrupt(Runnable stop) {
        hook = new Thread(() -> {
            asked = true;
            stop.run();
            try {
                closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "stop-on-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process was told to stop. */
    public boolean asked() {
        return asked;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook has run.
            return;
        }
    }
}
