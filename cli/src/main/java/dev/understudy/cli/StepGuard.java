package dev.understudy.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets an interrupted training end between two steps: the engine's native code must not be unloaded under a running
 * one.
 */
final class StepGuard {

    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch atRest = new CountDownLatch(1);
    private volatile boolean stopping;
    private final Thread hook = new Thread(this::await, "step-guard");

    StepGuard() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        stopping = true;
        try {
            atRest.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called between steps; does not return once the process is ending. */
    void pause() {
        while (stopping) {
            atRest.countDown();
            LockSupport.park();
        }
    }

    /** Training is over. */
    void release() {
        atRest.countDown();
    }
}
