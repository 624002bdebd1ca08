package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.train.StepCounts;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** The trainer on a thread of its own, below the stream's priority where both share a process. */
public final class TrainerProcess implements AutoCloseable {

    private final TrainerWorker worker;
    private final Thread thread;
    private volatile RuntimeException failure;

    /** Starts nothing yet. */
    public TrainerProcess(TrainerWorker worker) {
        this.worker = worker;
        this.thread = new Thread(this::train, "trainer");
        thread.setPriority(Thread.NORM_PRIORITY - 1);
    }

    /** With the shipped source anchors, from a start that the stream has, too. */
    public TrainerProcess(TrainerSettings settings, Checkpoint start, MeterRegistry meters) {
        this(new TrainerWorker(settings, start, meters));
    }

    /** Begins to train; call it once. */
    public TrainerProcess start() {
        thread.start();
        return this;
    }

    private void train() {
        try {
            worker.run();
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            // Natives that are missing, or memory: whoever waits for the trainer must hear of it, too.
            failure = new IllegalStateException("the trainer failed: " + e, e);
        }
    }

    /** Optimiser steps and roll-backs since the start. */
    public StepCounts stepCounts() {
        return worker.stepCounts();
    }

    /** Why training makes no progress, in one line; empty while it does. */
    public Optional<String> stepFault() {
        return worker.stepFault();
    }

    /** Samples taken from their topic since the start, whatever became of them. */
    public long samplesTaken() {
        return worker.samplesTaken();
    }

    /** Whether it has been started and has not ended. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Throws what ended the training, if anything did. */
    public void check() {
        RuntimeException e = failure;
        if (e != null) {
            throw e;
        }
    }

    /** Waits until the training has ended, and throws what ended it unless it was closed. */
    public void awaitEnd() throws InterruptedException {
        thread.join();
        check();
    }

    /** Ends it after the sample in hand; what was not published is trained again by the next one. */
    @Override
    public void close() {
        // A flag left by the interrupt that ends the run would skip the wait, and the engine go under a step.
        boolean interrupted = Thread.interrupted();
        worker.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
