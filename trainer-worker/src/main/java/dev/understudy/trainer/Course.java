package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.MemoryArchive;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.loop.Cadence;
import dev.understudy.learning.train.StepReport;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.TrainerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The course of training: the learner, how far what it was offered is committed, and every transaction that commits
 * more. Whoever goes back to other weights replaces all of it at once.
 */
final class Course implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Course.class);

    private final TrainerSettings settings;
    private final Publisher publisher;
    private final Supplier<ConsumerGroupMetadata> group;
    private final Signer signer;
    private final TrainerMetrics metrics;
    private final LongFunction<Optional<VerifiedCheckpoint>> versions;
    private final Retention retention;
    private final StepWatch watch;
    private final DeadLetters dead = new DeadLetters();

    private Learner learner;
    private Lineage lineage;
    private Decisions decisions;
    private Cadence cadence;

    /**
     * @param group the consumer's, whose offsets go with what is published
     * @param versions looks up a published version
     * @param retention knows the versions that are there
     * @param watch sees every step
     */
    Course(TrainerSettings settings, Publisher publisher, Supplier<ConsumerGroupMetadata> group, Signer signer,
            TrainerMetrics metrics, LongFunction<Optional<VerifiedCheckpoint>> versions, Retention retention,
            StepWatch watch) {
        this.settings = settings;
        this.publisher = publisher;
        this.group = group;
        this.signer = signer;
        this.metrics = metrics;
        this.versions = versions;
        this.retention = retention;
        this.watch = watch;
    }

    /** Goes on from a committed state with a learner that has the live weights, and owns it from here on. */
    void begin(Learner next, TrainerState committed, CheckpointManifest live) {
        learner = next;
        lineage = new Lineage(committed);
        decisions = new Decisions(settings.model(), signer, lineage, live);
        cadence = new Cadence(settings.learning().stepsPerCandidate());
        // The live model must be judged as it would have been without a restart.
        fallback().ifPresent(learner::follows);
    }

    Learner learner() {
        return learner;
    }

    Lineage lineage() {
        return lineage;
    }

    Decisions decisions() {
        return decisions;
    }

    /** What was live before the live version, if that was not the bootstrap and is still there. */
    Optional<Checkpoint> fallback() {
        TrainerState state = lineage.committed();
        return state.hasFallback() ? versions.apply(state.getFallback().getVersion())
                .map(VerifiedCheckpoint::checkpoint) : Optional.empty();
    }

    /** Makes the steps that are due, and puts each candidate that gets due to the gate. */
    void stepWhileDue() {
        while (learner.stepsDue() > 0) {
            StepReport step = learner.step();
            metrics.stepped(step);
            watch.stepped(step);
            lineage.stepped();
            if (cadence.candidateDue()) {
                decide();
            }
        }
    }

    private void decide() {
        Proposal proposal = learner.propose();
        Decision decision = decisions.on(proposal);
        if (decision.promoted()) {
            learner.published(decision.candidate());
            committed(publish(decision, archived(decision)));
        } else {
            record(decision);
        }
        metrics.decided(decision.promoted() ? "promoted" : "rejected");
        LOG.info("version {} {} after {} steps and {} admitted samples {}", decision.state().getLastVersion(),
                decision.promoted() ? "promoted" : "rejected", lineage.steps(), lineage.admittedSamples(),
                decision.reason());
        if (proposal.rolledBack()) {
            metrics.rolledBackAfterVetoes();
            LOG.warn("training goes back to the last published weights: {} candidates in a row were vetoed",
                    GateReport.VETOES_TO_ROLL_BACK);
        }
    }

    private Optional<MemoryArchive> archived(Decision decision) {
        byte[] memory = learner.memory();
        if (memory.length == 0) {
            return Optional.empty();
        }
        Optional<MemoryArchive> archive = MemoryArchive.pack(memory, decision.checkpoint().ref());
        if (archive.isEmpty()) {
            LOG.warn("the learner's memory is too large to be stored: a restart will begin with an empty one");
        }
        return archive;
    }

    /** Commits a version of old weights and goes on from it: moments and memory are other weights', and begin anew. */
    void goBack(Decision decision, Learner next) {
        TrainerState state;
        try {
            state = publish(decision, Optional.empty());
        } catch (RuntimeException e) {
            next.close();
            throw e;
        }
        learner.close();
        begin(next, state, decision.candidate().manifest());
        dead.clear();
    }

    /** Commits a version that becomes live, with the memory that goes with it, and gives the state committed. */
    private TrainerState publish(Decision decision, Optional<MemoryArchive> memory) {
        TrainerState state = withMemory(decision, memory);
        decision.checkpoint().records().forEach(retention::stored);
        List<Long> expired = retention.expired(state);
        List<ProducerRecord<byte[], byte[]>> beside =
                new ArrayList<>(MemoryRecords.replacing(lineage.committed(), memory));
        beside.addAll(retention.tombstones(settings.model(), expired));
        publisher.publish(decision.checkpoint(), beside, state, decision.events(), dead, group.get());
        expired.forEach(retention::forgotten);
        metrics.published(decision.checkpoint().ref().getVersion());
        metrics.memory(state.getMemory().getLength());
        return state;
    }

    /** The decision's state, which names the memory stored beside it, if there is one. */
    private static TrainerState withMemory(Decision decision, Optional<MemoryArchive> memory) {
        TrainerState.Builder state = decision.state().toBuilder().clearMemory();
        memory.ifPresent(archive -> state.setMemory(archive.description()));
        return state.build();
    }

    /** Commits what changes no weights; the samples read since the last publication will be read again. */
    void record(Decision decision) {
        record(decision.state(), decision.events());
    }

    private void record(TrainerState state, List<LifecycleEvent> events) {
        publisher.record(state, events, dead);
        committed(state);
    }

    /** The same where what has been read is done with. */
    void recordWithOffsets(Decision decision) {
        recordWithOffsets(decision.state(), decision.events());
    }

    private void recordWithOffsets(TrainerState state, List<LifecycleEvent> events) {
        publisher.record(state, events, dead, group.get());
        committed(state);
    }

    /** Commits what changes no weights but the memory stored with them. */
    void record(Decision decision, Optional<MemoryArchive> memory) {
        TrainerState state = withMemory(decision, memory);
        publisher.record(state, decision.events(), dead, MemoryRecords.replacing(lineage.committed(), memory));
        committed(state);
        metrics.memory(state.getMemory().getLength());
    }

    /** What a frozen trainer has passed over stays passed over, even if it is killed now and resumed at its start. */
    void recordPassedOver() {
        recordWithOffsets(lineage.stateWithDeadLetters(), List.of());
    }

    /** A sample that cannot be used goes to the dead letters, with the next transaction and once over all restarts. */
    void bury(ConsumerRecord<byte[], byte[]> sample, String reason, String detail) {
        LOG.warn("{} partition {} offset {}: {} ({})", sample.topic(), sample.partition(), sample.offset(), reason,
                detail);
        metrics.dead(reason);
        if (!lineage.isDeadLettered(sample.partition(), sample.offset())) {
            dead.add(sample, reason, detail);
            lineage.deadLetter(sample.partition(), sample.offset());
        }
    }

    /** Commits dead letters when so many wait that they should not wait for the next candidate. */
    void recordManyDeadLetters() {
        if (dead.full()) {
            recordDeadLetters();
        }
    }

    /** Commits dead letters that nothing else will. */
    void recordLastDeadLetters() {
        if (!dead.isEmpty()) {
            recordDeadLetters();
        }
    }

    private void recordDeadLetters() {
        record(lineage.stateWithDeadLetters(), List.of());
    }

    private void committed(TrainerState state) {
        lineage.commit(state);
        dead.clear();
    }

    @Override
    public void close() {
        if (learner != null) {
            learner.close();
        }
    }
}
