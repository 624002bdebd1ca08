package dev.understudy.trainer;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.MemoryArchive;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.maths.WrongMathsException;
import dev.understudy.learning.train.Erasure;
import dev.understudy.proto.v1.TrainerState;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What changes the course of training from outside: what operators ask for, and a decline of the live model. */
final class Interventions {

    private static final Logger LOG = LoggerFactory.getLogger(Interventions.class);
    private static final String UNKNOWN_VERSION = "unknown-version";
    private static final String NOT_LOADABLE = "not-loadable";
    private static final String WRONG_MATHS = "wrong-maths";
    private static final String NOT_FROZEN = "not-frozen";
    private static final String NO_RANGE = "no-robot-or-time";
    private static final String TOO_MANY_ERASURES = "too-many-erasures";
    /** Every sample is held against each of them. */
    private static final int MOST_ERASURES = 1_000;

    private final Course course;
    private final Checkpoint bootstrap;
    private final LearnerStart learners;
    private final OperatorRequests requests;
    private final TrainerMetrics metrics;

    Interventions(Course course, Checkpoint bootstrap, LearnerStart learners, OperatorRequests requests,
            TrainerMetrics metrics) {
        this.course = course;
        this.bootstrap = bootstrap;
        this.learners = learners;
        this.requests = requests;
        this.metrics = metrics;
    }

    /** Carries out, or refuses, all that is asked for and there. */
    void answerAll() {
        for (var asked = requests.next(); asked.isPresent(); asked = requests.next()) {
            answer(asked.get());
        }
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

    /** The live model has declined: what was live before is live again, and nothing more is learnt until asked to. */
    void freeze(Decline decline) {
        Checkpoint target = course.fallback().orElse(bootstrap);
        Decision decision = course.decisions().freeze(target, decline);
        course.goBack(decision, learners.from(decision.candidate()));
        metrics.frozen(true);
        metrics.decided("declined");
        LOG.warn("the live model declined ({}): version {} has the weights of version {} again, and training is frozen "
                + "until an operator asks to resume", decline.reason(), decision.state().getLastVersion(),
                target.manifest().getVersion());
    }

    private void resume(OperatorRequest request) {
        if (!course.lineage().isFrozen()) {
            refuse(request, NOT_FROZEN);
            return;
        }
        course.recordWithOffsets(course.decisions().resume(request));
        metrics.frozen(false);
        LOG.info("training goes on, as asked");
    }

    /** From the learner, from the memory stored with its checkpoint, and from what will ever be taken in. */
    private void erase(OperatorRequest request) {
        Erasure erasure = Erasure.of(request.event().getErasure());
        TrainerState before = course.lineage().committed();
        if (!erasure.isMeaningful() || before.getErasedCount() >= MOST_ERASURES) {
            refuse(request, erasure.isMeaningful() ? TOO_MANY_ERASURES : NO_RANGE);
            return;
        }
        Optional<MemoryArchive> kept = keptOf(before, erasure);
        Decision decision = course.decisions().erasure(request, course.learner().erase(erasure));
        course.record(decision, kept);
        LOG.info("crops of robot {} erased, as asked: {}", erasure.robot(), decision.events().get(0).getReport());
    }

    /** The stored memory without the crops; none when it cannot be read, for then nobody knows what is in it. */
    private Optional<MemoryArchive> keptOf(TrainerState state, Erasure erasure) {
        if (!state.hasMemory()) {
            return Optional.empty();
        }
        try {
            return MemoryArchive.unpack(state.getMemory(), requests.memory(), state.getCheckpoint()).content()
                    .flatMap(memory -> MemoryArchive.pack(course.learner().erased(memory, erasure),
                            state.getCheckpoint()));
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
        Decision decision = course.decisions().rollback(target.get(), request);
        Learner next;
        try {
            // Before anything is committed: a version that nobody can go on from would end every later start.
            next = learners.from(decision.candidate());
        } catch (RuntimeException e) {
            LOG.warn("version {} was asked for and cannot be gone on from: {}", request.version(), e.toString());
            refuse(request, e instanceof WrongMathsException ? WRONG_MATHS : NOT_LOADABLE);
            return;
        }
        course.goBack(decision, next);
        metrics.decided("rolled-back");
        LOG.info("version {} has the weights of version {} again, as asked", decision.state().getLastVersion(),
                request.version());
    }

    private void refuse(OperatorRequest request, String reason) {
        course.record(course.decisions().refusal(request, reason));
        LOG.warn("request for version {} refused: {}", request.version(), reason);
    }

    /** A request may pin the digest, so that nobody gets another version of the same number. */
    private static boolean isMeant(VerifiedCheckpoint found, OperatorRequest request) {
        return request.event().getModel().getDigest().isEmpty()
                || request.event().getModel().getDigest().equals(found.ref().getDigest());
    }
}
