package dev.understudy.trainer;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.MemoryArchive;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.train.Admission;
import dev.understudy.learning.train.Erasure;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.TrainerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer loop. Steps are made right after the sample that makes them due, and a candidate right after the step
 * that makes it due: the same samples in the same order give the same candidates, however they are polled.
 */
final class TrainingLoop {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);
    private static final String UNKNOWN_VERSION = "unknown-version";
    private static final String NOT_LOADABLE = "not-loadable";
    private static final String NOT_FROZEN = "not-frozen";
    private static final String NO_RANGE = "no-robot-or-time";
    private static final String TOO_MANY_ERASURES = "too-many-erasures";
    /** Every sample is held against each of them. */
    private static final int MOST_ERASURES = 1_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final TrainerSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Publisher publisher;
    private final Signer signer;
    private final TrainerMetrics metrics;
    private final OperatorRequests requests;
    private final DeadLetters dead = new DeadLetters();
    private volatile boolean stopping;

    private Lineage lineage;
    private Learner learner;
    private LearnerStart learners;
    private Checkpoint bootstrap;
    private Decisions decisions;
    private Retention retention;
    private int stepsSinceCandidate;

    TrainingLoop(TrainerSettings settings, Consumer<byte[], byte[]> consumer, Publisher publisher, Signer signer,
            TrainerMetrics metrics, OperatorRequests requests) {
        this.settings = settings;
        this.consumer = consumer;
        this.publisher = publisher;
        this.signer = signer;
        this.metrics = metrics;
        this.requests = requests;
    }

    void run(ManifestTrust trust, Checkpoint bootstrap, Learner.Factory learners) {
        publisher.fenceOthers();
        try {
            retention = new Retention(settings.keepVersions());
            Recovery recovery = Recovery.read(consumer, settings.model(), trust, retention);
            Checkpoint start = recovery.checkpoint().map(c -> c.checkpoint()).orElse(bootstrap);
            lineage = new Lineage(recovery.state());
            decisions = new Decisions(settings.model(), signer, lineage, start.manifest());
            metrics.published(recovery.state().getCheckpoint().getVersion());
            metrics.frozen(lineage.isFrozen());
            this.bootstrap = bootstrap;
            this.learners = from -> learners.start(bootstrap, from);
            learner = new LearnerResumption(this.learners, metrics).from(start, recovery);
            try {
                nameItsPredecessor();
                assignSamples();
                requests.begin(recovery.state().getAnsweredRequests());
                follow();
            } finally {
                learner.close();
            }
        } catch (WakeupException closed) {
            LOG.debug("trainer of {} ends", settings.model());
        }
    }

    /** Ends {@link #run} soon, from any thread. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    /** After a restart the live model must be judged as it would have been without one. */
    private void nameItsPredecessor() {
        TrainerState state = lineage.committed();
        if (state.hasFallback()) {
            requests.published(state.getFallback().getVersion())
                    .ifPresent(previous -> learner.follows(previous.checkpoint()));
        }
    }

    private void assignSamples() {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SAMPLE).stream()
                .map(info -> new TopicPartition(Topics.SAMPLE, info.partition())).toList();
        if (partitions.isEmpty()) {
            throw TrainerClients.missing(Topics.SAMPLE);
        }
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            lineage.position(partition.partition()).ifPresentOrElse(
                    position -> consumer.seek(partition, position),
                    () -> consumer.seekToBeginning(List.of(partition)));
        }
    }

    private void follow() {
        // Those that were due when the memory was taken come before the next sample, as they would have then.
        stepWhileDue();
        try {
            while (!stopping) {
                for (var asked = requests.next(); asked.isPresent(); asked = requests.next()) {
                    answer(asked.get());
                }
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (stopping) {
                        break;
                    }
                    take(record);
                }
                if (lineage.isFrozen() && !records.isEmpty()) {
                    recordPassedOver();
                }
                measureLag();
            }
        } catch (WakeupException stopped) {
            LOG.debug("stopped while waiting for samples");
        }
        if (!dead.isEmpty()) {
            recordDeadLetters();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (lineage.isFrozen()) {
            metrics.passedOver();
            lineage.offered(record.partition(), record.offset());
            return;
        }
        offer(record);
        lineage.offered(record.partition(), record.offset());
        stepWhileDue();
        learner.decline().ifPresent(this::freeze);
        if (dead.full()) {
            recordDeadLetters();
        }
    }

    private void stepWhileDue() {
        while (learner.stepsDue() > 0) {
            metrics.stepped(learner.step());
            lineage.stepped();
            if (++stepsSinceCandidate >= settings.stepsPerCandidate()) {
                stepsSinceCandidate = 0;
                decide();
            }
        }
    }

    private void offer(ConsumerRecord<byte[], byte[]> record) {
        PseudoLabelledSample sample;
        try {
            sample = PseudoLabelledSample.parseFrom(record.value() == null ? new byte[0] : record.value());
        } catch (InvalidProtocolBufferException e) {
            bury(record, DeadLetters.UNDECODABLE, e.getMessage());
            return;
        }
        if (lineage.isErased(sample)) {
            metrics.passedOver();
            return;
        }
        try {
            Admission admission = learner.admit(sample);
            metrics.offered(admission, sample.getRule());
            if (admission == Admission.ADMITTED) {
                lineage.admitted();
            } else if (admission == Admission.UNUSABLE) {
                bury(record, DeadLetters.UNUSABLE, "taxonomy '" + sample.getTaxonomyVersion()
                        + "', its classes or their numbers");
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | IllegalStateException e) {
            bury(record, DeadLetters.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    private void bury(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
        LOG.warn("{} partition {} offset {}: {} ({})", record.topic(), record.partition(), record.offset(), reason,
                detail);
        metrics.dead(reason);
        if (!lineage.isDeadLettered(record.partition(), record.offset())) {
            dead.add(record, reason, detail);
            lineage.deadLetter(record.partition(), record.offset());
        }
    }

    private void recordDeadLetters() {
        record(lineage.stateWithDeadLetters(), List.of());
    }

    /** What a frozen trainer has passed over stays passed over, even if it is killed now and resumed at its start. */
    private void recordPassedOver() {
        recordWithOffsets(lineage.stateWithDeadLetters(), List.of());
    }

    /** Commits what changes no weights; the samples read since the last publication will be read again. */
    private void record(TrainerState state, List<LifecycleEvent> events) {
        publisher.record(state, events, dead);
        committed(state);
    }

    /** The same where what has been read is done with. */
    private void recordWithOffsets(TrainerState state, List<LifecycleEvent> events) {
        publisher.record(state, events, dead, consumer.groupMetadata());
        committed(state);
    }

    private void committed(TrainerState state) {
        lineage.commit(state);
        dead.clear();
    }

    private void decide() {
        Decision decision = decisions.on(learner.propose());
        if (decision.promoted()) {
            learner.published(decision.candidate());
            committed(publish(decision, archived(decision)));
        } else {
            record(decision.state(), decision.events());
        }
        metrics.decided(decision.promoted() ? "promoted" : "rejected");
        LOG.info("version {} {} after {} steps and {} admitted samples {}", decision.state().getLastVersion(),
                decision.promoted() ? "promoted" : "rejected", lineage.steps(), lineage.admittedSamples(),
                decision.reason());
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

    /** Commits a version that becomes live, with the memory that goes with it, and gives the state committed. */
    private TrainerState publish(Decision decision, Optional<MemoryArchive> memory) {
        TrainerState.Builder state = decision.state().toBuilder().clearMemory();
        memory.ifPresent(archive -> state.setMemory(archive.description()));
        decision.checkpoint().records().forEach(retention::stored);
        List<Long> expired = retention.expired(state.build());
        List<ProducerRecord<byte[], byte[]>> beside =
                new ArrayList<>(MemoryRecords.replacing(lineage.committed(), memory));
        beside.addAll(retention.tombstones(settings.model(), expired));
        publisher.publish(decision.checkpoint(), beside, state.build(), decision.events(), dead,
                consumer.groupMetadata());
        expired.forEach(retention::forgotten);
        metrics.published(decision.checkpoint().ref().getVersion());
        metrics.memory(state.getMemory().getLength());
        return state.build();
    }

    /** The live model has declined: what was live before is live again, and nothing more is learnt until asked to. */
    private void freeze(Decline decline) {
        Checkpoint target = lineage.committed().hasFallback()
                ? requests.published(lineage.committed().getFallback().getVersion())
                        .map(VerifiedCheckpoint::checkpoint).orElse(bootstrap) : bootstrap;
        Decision decision = decisions.freeze(target, decline);
        goBack(decision, learners.from(decision.candidate()));
        metrics.frozen(true);
        metrics.decided("declined");
        LOG.warn("the live model declined ({}): version {} has the weights of version {} again, and training is frozen "
                + "until an operator asks to resume", decline.reason(), decision.state().getLastVersion(),
                target.manifest().getVersion());
    }

    private void answer(OperatorRequest request) {
        if (request.isResume()) {
            resume(request);
        } else if (request.isErasure()) {
            erase(request);
        } else {
            rollBack(request);
        }
    }

    private void resume(OperatorRequest request) {
        if (!lineage.isFrozen()) {
            refuse(request, NOT_FROZEN);
            return;
        }
        Decision decision = decisions.resume(request);
        recordWithOffsets(decision.state(), decision.events());
        metrics.frozen(false);
        LOG.info("training goes on, as asked");
    }

    /** From the learner, from the memory stored with its checkpoint, and from what will ever be taken in. */
    private void erase(OperatorRequest request) {
        Erasure erasure = Erasure.of(request.event().getErasure());
        if (!erasure.isMeaningful() || lineage.committed().getErasedCount() >= MOST_ERASURES) {
            refuse(request, erasure.isMeaningful() ? TOO_MANY_ERASURES : NO_RANGE);
            return;
        }
        TrainerState before = lineage.committed();
        Optional<MemoryArchive> kept = keptOf(before, erasure);
        Decision decision = decisions.erasure(request, learner.erase(erasure));
        TrainerState.Builder state = decision.state().toBuilder().clearMemory();
        kept.ifPresent(archive -> state.setMemory(archive.description()));
        publisher.record(state.build(), decision.events(), dead, MemoryRecords.replacing(before, kept));
        committed(state.build());
        metrics.memory(state.getMemory().getLength());
        LOG.info("crops of robot {} erased, as asked: {}", erasure.robot(), decision.events().get(0).getReport());
    }

    /** The stored memory without the crops; none when it cannot be read, for then nobody knows what is in it. */
    private Optional<MemoryArchive> keptOf(TrainerState state, Erasure erasure) {
        if (!state.hasMemory()) {
            return Optional.empty();
        }
        try {
            return MemoryArchive.unpack(state.getMemory(), requests.memory(), state.getCheckpoint()).content()
                    .flatMap(memory -> MemoryArchive.pack(learner.erased(memory, erasure), state.getCheckpoint()));
        } catch (IllegalArgumentException e) {
            LOG.warn("the stored memory cannot be read and goes as a whole: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void rollBack(OperatorRequest request) {
        Optional<Checkpoint> target = requests.published(request.version()).filter(found -> isMeant(found, request))
                .map(VerifiedCheckpoint::checkpoint);
        if (target.isEmpty()) {
            refuse(request, UNKNOWN_VERSION);
            return;
        }
        Decision decision = decisions.rollback(target.get(), request);
        Learner next;
        try {
            // Before anything is committed: a version that nobody can go on from would end every later start.
            next = learners.from(decision.candidate());
        } catch (RuntimeException e) {
            LOG.warn("version {} was asked for and cannot be gone on from: {}", request.version(), e.toString());
            refuse(request, NOT_LOADABLE);
            return;
        }
        goBack(decision, next);
        metrics.decided("rolled-back");
        LOG.info("version {} has the weights of version {} again, as asked", decision.state().getLastVersion(),
                request.version());
    }

    /** Commits a version of old weights and goes on from it: moments and memory are other weights', and begin anew. */
    private void goBack(Decision decision, Learner next) {
        TrainerState state;
        try {
            state = publish(decision, Optional.empty());
        } catch (RuntimeException e) {
            next.close();
            throw e;
        }
        learner.close();
        learner = next;
        stepsSinceCandidate = 0;
        // Counts of the version's own lineage from here on.
        lineage = new Lineage(state);
        decisions = new Decisions(settings.model(), signer, lineage, decision.candidate().manifest());
        nameItsPredecessor();
        dead.clear();
    }

    private void refuse(OperatorRequest request, String reason) {
        Decision decision = decisions.refusal(request, reason);
        record(decision.state(), decision.events());
        LOG.warn("request for version {} refused: {}", request.version(), reason);
    }

    /** A request may pin the digest, so that nobody gets another version of the same number. */
    private static boolean isMeant(VerifiedCheckpoint found, OperatorRequest request) {
        return request.event().getModel().getDigest().isEmpty()
                || request.event().getModel().getDigest().equals(found.ref().getDigest());
    }

    /** A learner that goes on from a checkpoint. */
    @FunctionalInterface
    interface LearnerStart {
        Learner from(Checkpoint checkpoint);
    }

    private void measureLag() {
        long lag = 0;
        for (TopicPartition partition : consumer.assignment()) {
            lag += consumer.currentLag(partition).orElse(0);
        }
        metrics.lag(lag);
    }
}
