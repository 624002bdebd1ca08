package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.Refusal;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.train.StepCounts;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The trainer as a process: judged samples in, optimiser steps, candidates past the gate, checkpoints out.
 *
 * <p><b>Lineage.</b> Weights and input positions advance together. The input offsets are committed only in the
 * transaction that publishes a checkpoint, and name exactly the samples that checkpoint has been offered; samples
 * trained on since then live in memory only. After a crash, a fencing or a failed transaction the next start loads
 * the last published checkpoint and reads on from its positions, so those samples are admitted again, to weights
 * that have not seen them: along the chain of published checkpoints each sample is admitted once, and none is
 * skipped. A rejected candidate commits its events and the used-up version and epoch, and no offsets.
 *
 * <p><b>Memory.</b> With each published checkpoint goes, in the same transaction, what the learner knows beside the
 * weights: optimiser moments, rehearsal memory, probe set, thresholds and counters, from which every random draw
 * derives. A restart goes on from it and ends, bit for bit, where an uninterrupted run would. A memory that is damaged,
 * of another format or too large is counted and not used: the learner then begins with an empty one, at the same
 * weights and positions, and is refilled from the stream, never by admitting old samples again.
 *
 * <p><b>Decline.</b> When what the live model serves, or its accuracy on the source anchors, declines, what was live
 * before is published again, as a new version, in one transaction with a signed freeze: nothing more is learnt or
 * published, over restarts too, until an operator asks to resume. Samples read meanwhile are passed over for good.
 *
 * <p><b>Retention.</b> Each publication deletes versions beyond the newest ones that are kept, but for what was live
 * before and what somebody went back to; the audit log keeps telling what was live when.
 *
 * <p><b>Going back.</b> Operators write requests to the lifecycle topic; between two polls the trainer answers each
 * once. It publishes the version's weights as a new version of a higher epoch and goes on from it, in the transaction
 * that also holds the answer, the state and the input offsets: samples offered since then are not offered again.
 *
 * <p><b>One at a time.</b> A newer trainer of the same model fences this one through the transactional id: the older
 * one's next transaction fails and {@link #run()} ends with an error. All partitions of the sample topic are assigned
 * to the one trainer, without a group rebalance.
 */
public final class TrainerWorker implements AutoCloseable {

    private final TrainerSettings settings;
    private final Learner.Factory learners;
    private final Supplier<Checkpoint> bootstrap;
    private final TrainerMetrics metrics;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile TrainingLoop loop;

    /** With the shipped bootstrap and source anchors. */
    public TrainerWorker(TrainerSettings settings, MeterRegistry meters) {
        this(settings, BootstrapCheckpoint.load().checkpoint(), meters);
    }

    /**
     * With the shipped source anchors.
     *
     * @param start where training starts when nothing has been published yet; the stream's start, too
     */
    public TrainerWorker(TrainerSettings settings, Checkpoint start, MeterRegistry meters) {
        this(settings, OnlineLearner.withShippedAnchors(settings), () -> start, meters);
    }

    /**
     * With another way of learning.
     *
     * @param bootstrap where training starts when nothing has been published yet
     */
    public TrainerWorker(TrainerSettings settings, Learner.Factory learners, Supplier<Checkpoint> bootstrap,
            MeterRegistry meters) {
        this.settings = settings;
        this.learners = learners;
        this.bootstrap = bootstrap;
        this.metrics = new TrainerMetrics(meters);
    }

    /**
     * Trains until {@link #close()}; call it once, on the thread that is to train.
     *
     * @throws TrainerException when fenced, when a topic is missing, or when a transaction failed
     */
    public void run() {
        try (Consumer<byte[], byte[]> consumer = TrainerClients.consumer(settings);
                Producer<byte[], byte[]> producer = TrainerClients.producer(settings)) {
            Signer signer = Signer.loadOrCreate(settings.keys().signing());
            ManifestTrust trust = trust(settings, signer);
            try (OperatorRequests requests = new LifecycleRequests(settings, trust)) {
                loop = new TrainingLoop(settings, consumer,
                        new Publisher(producer, signer, settings.transactionalId()), signer, metrics, requests);
                if (!closing) {
                    loop.run(trust, bootstrap.get(), learners);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    /** Records taken from the sample topic since the start, whatever became of them. */
    public long samplesTaken() {
        return metrics.taken();
    }

    /** Optimiser steps and roll-backs since the start, over all learners there were. */
    public StepCounts stepCounts() {
        return metrics.steps();
    }

    /** Why training makes no progress, one line of counts, for any thread; empty while it does. */
    public Optional<String> stepFault() {
        TrainingLoop running = loop;
        return running == null ? Optional.empty() : running.stepFault();
    }

    /** Stops after the sample in hand and waits for {@link #run()}; what was not published is trained again. */
    @Override
    public void close() {
        closing = true;
        TrainingLoop running = loop;
        if (running == null) {
            return;
        }
        running.stop();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its own public key and those of the key ring. */
    static ManifestTrust trust(TrainerSettings settings, Signer signer) {
        KeyRing own = KeyRing.of(signer.publicKey());
        if (settings.keys().ring().isEmpty()) {
            return own;
        }
        KeyRing others = KeyRing.load(settings.keys().ring().get());
        return manifest -> {
            Optional<Refusal.Reason> objection = own.objection(manifest);
            return objection.isEmpty() ? objection : others.objection(manifest);
        };
    }
}
