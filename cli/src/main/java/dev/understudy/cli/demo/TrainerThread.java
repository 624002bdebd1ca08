package dev.understudy.cli.demo;

import dev.understudy.learning.train.StepCounts;
import dev.understudy.trainer.TrainerSettings;
import dev.understudy.trainer.TrainerWorker;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trainer on a thread of its own, below the stream's priority: labels wait, frames do not. */
final class TrainerThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerThread.class);

    private final TrainerWorker worker;
    private final Thread thread;
    private volatile RuntimeException failure;

    private TrainerThread(TrainerWorker worker) {
        this.worker = worker;
        this.thread = new Thread(this::train, "trainer");
        thread.setPriority(Thread.NORM_PRIORITY - 1);
    }

    static TrainerThread start(TrainerSettings settings, MeterRegistry meters) {
        TrainerThread trainer = new TrainerThread(new TrainerWorker(settings, meters));
        trainer.thread.start();
        return trainer;
    }

    private void train() {
        try {
            worker.run();
        } catch (RuntimeException e) {
            LOG.error("the trainer failed", e);
            failure = e;
        } catch (Error e) {
            // Natives that are missing, or memory: whoever waits for the trainer must hear of it, too.
            LOG.error("the trainer failed", e);
            failure = new IllegalStateException("the trainer failed: " + e, e);
        }
    }

    StepCounts stepCounts() {
        return worker.stepCounts();
    }

    /** Why training makes no progress, in one line; empty while it does. */
    Optional<String> stepFault() {
        return worker.stepFault();
    }

    /** Samples the trainer has taken from its topic, whatever became of them. */
    long samplesRead() {
        return worker.samplesTaken();
    }

    /** Throws what ended the training, if anything did. */
    void check() {
        RuntimeException e = failure;
        if (e != null) {
            throw e;
        }
    }

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
