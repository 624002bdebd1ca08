package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import dev.understudy.learning.maths.MathsFault;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.maths.WrongMathsException;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

/** Requests of operators, and a decline of the live model, carried out by the training loop. */
class InterventionsTest {

    private final ScriptedTrainer trainer = new ScriptedTrainer();

    @Test
    void shouldMakeAnEarlierVersionLiveAgainAsANewOne() {
        trainer.requests.published.put(1L, trainer.version(1, 7));
        trainer.requests.asked.add(request(1, 40));
        trainer.run(trainer.samples(1, 2, 3));
        assertThat(trainer.events()).extracting(LifecycleEvent::getKind, e -> e.getModel().getVersion(),
                LifecycleEvent::getEpoch).containsExactly(
                        tuple(LifecycleKind.ROLLED_BACK, 2L, 2L), tuple(LifecycleKind.CANDIDATE, 3L, 3L),
                        tuple(LifecycleKind.PROMOTED, 3L, 4L));
        assertThat(trainer.events().get(0).getFrom().getOffset()).isEqualTo(40);
        assertThat(trainer.learner.seen).containsExactly(7f, 1f, 2f, 3f);
        assertThat(trainer.state().getAnsweredRequests()).isEqualTo(41);
        assertThat(trainer.producer.commitCount()).isEqualTo(2);
    }

    @Test
    void shouldCommitARollbackWithItsCheckpointAndTheSamplesOfferedSoFar() {
        trainer.requests.published.put(1L, trainer.version(1, 7));
        trainer.consumer.schedulePollTask(() -> {
            trainer.consumer.updateEndOffsets(Map.of(ScriptedTrainer.SAMPLES, 2L));
            trainer.samples(1, 2).forEach(trainer.consumer::addRecord);
        });
        trainer.consumer.schedulePollTask(() -> trainer.requests.asked.add(request(1, 40)));
        trainer.run(List.of());
        assertThat(trainer.topics()).containsExactly(Topics.CHECKPOINT, Topics.CHECKPOINT, Topics.TRAINER_STATE,
                Topics.LIFECYCLE);
        assertThat(trainer.committedOffset()).isEqualTo(2);
        assertThat(trainer.state().getCheckpoint().getVersion()).isEqualTo(2);
        assertThat(trainer.producer.commitCount()).isEqualTo(1);
    }

    @Test
    void shouldRefuseARequestForWhatWasNeverPublished() {
        trainer.requests.asked.add(request(9, 40));
        trainer.run(List.of());
        assertThat(trainer.events()).singleElement().satisfies(event -> {
            assertThat(event.getKind()).isEqualTo(LifecycleKind.REQUEST_REFUSED);
            assertThat(event.getReason()).isEqualTo("unknown-version");
        });
        assertThat(trainer.sent(Topics.CHECKPOINT)).isEmpty();
        assertThat(trainer.state().getAnsweredRequests()).isEqualTo(41);
    }

    @Test
    void shouldRefuseARequestThatPinsAnotherDigest() {
        trainer.requests.published.put(1L, trainer.version(1, 7));
        OperatorRequest request = request(1, 40);
        trainer.requests.asked.add(new OperatorRequest(request.event().toBuilder().setModel(request.event().getModel()
                .toBuilder().setDigest(ByteString.copyFromUtf8("another"))).build(), 40));
        trainer.run(List.of());
        assertThat(trainer.kinds()).containsExactly(LifecycleKind.REQUEST_REFUSED);
    }

    @Test
    void shouldRefuseAVersionThatTheLearnerCannotGoOnFrom() {
        trainer.requests.published.put(1L, trainer.version(1, 7));
        trainer.requests.asked.add(request(1, 40));
        trainer.learner.refused = 7;
        trainer.run(List.of());
        assertThat(trainer.events()).singleElement().satisfies(event ->
                assertThat(event.getReason()).isEqualTo("not-loadable"));
    }

    @Test
    void shouldRefuseAVersionInWhoseShapesTheMathsIsWrong() {
        trainer.requests.published.put(1L, trainer.version(1, 7));
        trainer.requests.asked.add(request(1, 40));
        trainer.learner.refused = 7;
        trainer.learner.refusal = new WrongMathsException(
                new MathsFault("convolution, output", "2 x 20 x 16 x 16", 0.3), MathsPath.current());
        trainer.run(List.of());
        assertThat(trainer.events()).singleElement().satisfies(event ->
                assertThat(event.getReason()).isEqualTo("wrong-maths"));
    }

    @Test
    void shouldLearnOnAsBeforeWhenTheRollbackIsNotCommitted() {
        trainer.requests.published.put(1L, trainer.version(1, 7));
        trainer.requests.asked.add(request(1, 40));
        trainer.producer.commitTransactionException = new ProducerFencedException("newer epoch");
        assertThatThrownBy(() -> trainer.run(List.of())).isInstanceOf(TrainerException.class);
        assertThat(trainer.learner.closed).isTrue();
    }

    @Test
    void shouldReturnToWhatWasLiveBeforeAndFreezeWhenTheLiveModelDeclines() {
        trainer.learner.decline = new Decline("canary-vs-base", "[1]");
        trainer.learner.declinesAt = 5;
        trainer.run(trainer.samples(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(trainer.kinds()).containsExactly(LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED,
                LifecycleKind.ROLLED_BACK, LifecycleKind.FROZEN);
        assertThat(trainer.events().get(2).getReason()).isEqualTo("canary-vs-base");
        assertThat(trainer.events().get(2).getReport()).isEqualTo("[1]");
        assertThat(trainer.events().stream().map(LifecycleEvent::getEpoch)).containsExactly(2L, 3L, 4L, 5L);
        assertThat(trainer.state().getCheckpoint().getVersion()).isEqualTo(3);
        assertThat(trainer.state().getFrozen()).isEqualTo("canary-vs-base");
        assertThat(trainer.committedOffset()).as("what is passed over is done with at once").isEqualTo(9);
        assertThat(trainer.state().getPositionsMap()).as("passed over for good, whenever it resumes")
                .containsEntry(0, 9L);
        assertThat(trainer.learner.seen).as("begins as the bootstrap did, and learns nothing while frozen").isEmpty();
        assertThat(trainer.meters.get(TrainerMetrics.FROZEN).gauge().value()).isEqualTo(1);
        assertThat(trainer.meters.get(TrainerMetrics.SAMPLES).tag("admission", "frozen").counter().count())
                .isEqualTo(4);
    }

    @Test
    void shouldFallBackToTheVersionBeforeTheOneThatDeclined() {
        trainer.learner.decline = new Decline("entropy", "[]");
        trainer.learner.declinesAt = 8;
        trainer.requests.published.put(2L, trainer.version(2, 3));
        trainer.run(trainer.samples(1, 2, 3, 4, 5, 6, 7, 8));
        assertThat(trainer.learner.seen).containsExactly(3f);
        assertThat(trainer.state().getCheckpoint().getVersion()).isEqualTo(4);
        assertThat(trainer.state().hasFallback()).isFalse();
        assertThat(trainer.state().getPinnedList()).containsExactly(2L);
    }

    @Test
    void shouldGoOnBehindWhatItPassedOverWhenAskedToResume() {
        trainer.learner.decline = new Decline("entropy", "[]");
        trainer.learner.declinesAt = 1;
        trainer.requests.asked.add(resume(40));
        trainer.requests.heldBack = 1;
        trainer.run(trainer.samples(1, 2, 3), trainer.samples(4, 5, 6));
        assertThat(trainer.kinds()).containsExactly(LifecycleKind.ROLLED_BACK, LifecycleKind.FROZEN,
                LifecycleKind.RESUMED, LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED);
        assertThat(trainer.learner.seen).containsExactly(4f, 5f, 6f);
        assertThat(trainer.state().getFrozen()).isEmpty();
        assertThat(trainer.state().getAnsweredRequests()).isEqualTo(41);
    }

    @Test
    void shouldRefuseToResumeWhatIsNotFrozen() {
        trainer.requests.asked.add(resume(40));
        trainer.run(List.of());
        assertThat(trainer.events()).singleElement().satisfies(event -> {
            assertThat(event.getKind()).isEqualTo(LifecycleKind.REQUEST_REFUSED);
            assertThat(event.getReason()).isEqualTo("not-frozen");
        });
    }

    private static OperatorRequest resume(long offset) {
        return new OperatorRequest(LifecycleEvent.newBuilder().setKind(LifecycleKind.RESUME_REQUESTED)
                .setModel(ModelRef.newBuilder().setModel("student")).build(), offset);
    }

    private static OperatorRequest request(long version, long offset) {
        return new OperatorRequest(LifecycleEvent.newBuilder().setKind(LifecycleKind.ROLLBACK_REQUESTED)
                .setModel(ModelRef.newBuilder().setModel("student").setVersion(version)).build(), offset);
    }
}
