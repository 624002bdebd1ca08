package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.MemoryArchive;
import dev.understudy.learning.label.RobotTrust;
import dev.understudy.learning.train.Discard;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.SignedManifest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {

    private final ScriptedTrainer trainer = new ScriptedTrainer();

    @Test
    void shouldCommitOffsetsOnlyWithACheckpointThatContainsTheirSamples() {
        trainer.run(trainer.samples(1, 2, 3, 4));
        assertThat(trainer.committedOffset()).isEqualTo(3);
        assertThat(trainer.state().getPositionsMap()).containsEntry(0, 3L);
        assertThat(trainer.state().getAdmittedSamples()).isEqualTo(3);
        assertThat(trainer.learner.published).containsExactly(2L);
        assertThat(trainer.learner.closed).isTrue();
    }

    @Test
    void shouldWriteTheManifestAfterItsChunksAndTheEventsInOneTransaction() {
        trainer.run(trainer.samples(1, 2, 3));
        assertThat(trainer.producer.commitCount()).isEqualTo(1);
        assertThat(trainer.topics()).containsExactly(Topics.CHECKPOINT, Topics.CHECKPOINT, Topics.TRAINER_STATE,
                Topics.LIFECYCLE, Topics.LIFECYCLE);
        assertThat(trainer.keys(Topics.CHECKPOINT)).containsExactly("student/000000000002/00000",
                "student/000000000002/manifest");
        assertThat(trainer.kinds()).containsExactly(LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED);
    }

    @Test
    void shouldSignItsLifecycleEvents() {
        trainer.run(trainer.samples(1, 2, 3));
        for (ProducerRecord<byte[], byte[]> event : trainer.sent(Topics.LIFECYCLE)) {
            var signed = SignedManifest.newBuilder()
                    .setManifest(ByteString.copyFrom(event.value()))
                    .setKeyId(ScriptedTrainer.header(event, Topics.HEADER_KEY_ID))
                    .setSignature(ByteString.copyFrom(
                            event.headers().lastHeader(Topics.HEADER_SIGNATURE).value())).build();
            assertThat(KeyRing.of(trainer.signer.publicKey()).objection(signed)).isEmpty();
        }
    }

    @Test
    void shouldKeepOffsetsAndCheckpointWhenACandidateIsRejected() {
        trainer.learner.verdicts.add("canary-vs-base");
        trainer.run(trainer.samples(1, 2, 3));
        assertThat(trainer.producer.consumerGroupOffsetsHistory()).isEmpty();
        assertThat(trainer.sent(Topics.CHECKPOINT)).isEmpty();
        assertThat(trainer.state().getPositionsMap()).isEmpty();
        assertThat(trainer.state().getLastVersion()).isEqualTo(2);
        assertThat(trainer.kinds()).containsExactly(LifecycleKind.CANDIDATE, LifecycleKind.REJECTED);
        assertThat(trainer.events().get(1).getReason()).isEqualTo("canary-vs-base");
    }

    @Test
    void shouldGrowVersionsAndEpochsOverRejections() {
        trainer.learner.verdicts.addAll(List.of("", "tracks", ""));
        trainer.run(trainer.samples(1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(trainer.learner.published).containsExactly(2L, 4L);
        assertThat(trainer.events().stream().map(LifecycleEvent::getEpoch)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(trainer.state().getPromoted()).isEqualTo(2);
        assertThat(trainer.state().getRejected()).isEqualTo(1);
    }

    @Test
    void shouldSayWhichRobotsItTrustsNoMoreBeforeTheCandidateMadeWithoutThem() {
        trainer.learner.trust.add(new RobotTrust.Change("robot-7", false, 0.02));
        trainer.learner.trust.add(new RobotTrust.Change("robot-8", true, 0.41));
        trainer.run(trainer.samples(1, 2, 3, 4, 5, 6));
        assertThat(trainer.kinds()).containsExactly(LifecycleKind.ROBOT_DISTRUSTED, LifecycleKind.ROBOT_TRUSTED,
                LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED, LifecycleKind.CANDIDATE, LifecycleKind.PROMOTED);
        assertThat(trainer.events().stream().map(LifecycleEvent::getEpoch)).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(trainer.events().get(0).getRobot()).isEqualTo("robot-7");
        assertThat(trainer.events().get(0).getReason()).isEqualTo("branches-unrelated");
        assertThat(trainer.events().get(0).getReport()).isEqualTo("{\"kappa\":0.020}");
        assertThat(trainer.events().get(1).getReason()).isEqualTo("branches-agree");
        assertThat(trainer.state().getLastEpoch()).isEqualTo(7);
    }

    @Test
    void shouldRejectWeightsThatAreNoNumbersWhateverTheGateSays() {
        trainer.learner.verdicts.add("nan");
        trainer.run(trainer.samples(1, 2, 3));
        assertThat(trainer.events().get(1).getReason()).isEqualTo("not-finite");
        assertThat(trainer.sent(Topics.CHECKPOINT)).isEmpty();
    }

    @Test
    void shouldBuryABadSampleInTheTransactionOfTheCheckpointBehindIt() {
        trainer.run(List.of(trainer.sample(1), trainer.record(new byte[] {-1, -1}), trainer.sample(2),
                trainer.sample(3)));
        assertThat(trainer.producer.commitCount()).isEqualTo(1);
        ProducerRecord<byte[], byte[]> letter = trainer.sent(Topics.DEAD_LETTER).get(0);
        assertThat(letter.value()).containsExactly(-1, -1);
        assertThat(ScriptedTrainer.header(letter, Topics.HEADER_DEAD_REASON)).isEqualTo("undecodable-sample");
        assertThat(ScriptedTrainer.header(letter, Topics.HEADER_DEAD_TOPIC)).isEqualTo(Topics.SAMPLE);
        assertThat(ScriptedTrainer.header(letter, Topics.HEADER_DEAD_OFFSET)).isEqualTo("1");
        assertThat(trainer.committedOffset()).isEqualTo(4);
    }

    @Test
    void shouldBurySamplesTheLearnerCannotUseAndGoOn() {
        PseudoLabelledSample stranger = PseudoLabelledSample.newBuilder().setTaxonomyVersion("other").build();
        trainer.run(List.of(trainer.sample(-5), trainer.record(stranger.toByteArray()), trainer.sample(1),
                trainer.sample(2), trainer.sample(3)));
        assertThat(trainer.sent(Topics.DEAD_LETTER)).hasSize(2)
                .extracting(letter -> ScriptedTrainer.header(letter, Topics.HEADER_DEAD_REASON))
                .containsOnly("unusable-sample");
        assertThat(trainer.learner.published).hasSize(1);
    }

    @Test
    void shouldCommitBuriedSamplesOnCloseWithoutMovingTheOffsets() {
        trainer.run(List.of(trainer.sample(1), trainer.record(new byte[] {-1})));
        assertThat(trainer.sent(Topics.DEAD_LETTER)).hasSize(1);
        assertThat(trainer.producer.consumerGroupOffsetsHistory()).isEmpty();
        assertThat(trainer.state().getPositionsMap()).isEmpty();
        assertThat(trainer.state().getDeadLetteredMap()).containsEntry(0, 2L);
    }

    @Test
    void shouldCommitTheLearnersMemoryWithTheCheckpointItBelongsTo() {
        trainer.learner.memory = new byte[] {1, 2, 3};
        trainer.run(trainer.samples(1, 2, 3));
        assertThat(trainer.producer.commitCount()).isEqualTo(1);
        assertThat(trainer.keys(Topics.TRAINER_STATE)).containsExactly("student/memory/00000", "student");
        assertThat(trainer.state().getMemory().getCheckpoint()).isEqualTo(trainer.state().getCheckpoint());
        assertThat(MemoryArchive.unpack(trainer.state().getMemory(),
                Map.of(0, trainer.sent(Topics.TRAINER_STATE).get(0).value()),
                trainer.state().getCheckpoint()).content()).contains(new byte[] {1, 2, 3});
    }

    @Test
    void shouldKeepTheMemorysDescriptionWhenACandidateIsRejected() {
        trainer.learner.memory = new byte[] {1, 2, 3};
        trainer.learner.verdicts.addAll(List.of("", "tracks"));
        trainer.run(trainer.samples(1, 2, 3, 4, 5, 6));
        assertThat(trainer.keys(Topics.TRAINER_STATE)).containsExactly("student/memory/00000", "student", "student");
        assertThat(trainer.state().getMemory().getCheckpoint().getVersion()).isEqualTo(2);
    }

    @Test
    void shouldDeleteVersionsBeyondThoseItKeepsInTheTransactionThatPublishes() {
        trainer.run(trainer.samples(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        List<String> deleted = trainer.sent(Topics.CHECKPOINT).stream().filter(r -> r.value() == null)
                .map(r -> new String(r.key(), StandardCharsets.UTF_8)).toList();
        // Kept: the newest two (4, 5); what was live before is among them.
        assertThat(deleted).containsExactly("student/000000000002/manifest", "student/000000000002/00000",
                "student/000000000003/manifest", "student/000000000003/00000");
        assertThat(trainer.producer.commitCount()).isEqualTo(4);
    }

    @Test
    void shouldStopInOneLineWhenFenced() {
        trainer.producer.commitTransactionException = new ProducerFencedException("newer epoch");
        assertThatThrownBy(() -> trainer.run(trainer.samples(1, 2, 3))).isInstanceOf(TrainerException.class)
                .hasMessageContaining("another trainer took over understudy-trainer-student");
        assertThat(trainer.producer.history()).isEmpty();
    }

    @Test
    void shouldSayWhichTopicIsMissing() {
        trainer.consumer.updatePartitions(Topics.SAMPLE, List.of());
        assertThatThrownBy(() -> trainer.run(List.of()))
                .hasMessageContaining("topic learning.sample.v1 does not exist");
    }

    @Test
    void shouldCountWhatItDid() {
        trainer.run(trainer.samples(1, 2, 3));
        assertThat(trainer.meters.get(TrainerMetrics.ADMITTED).tag("rule", "joint-max").counter().count()).isEqualTo(3);
        assertThat(trainer.meters.get(TrainerMetrics.STEPS).counter().count()).isEqualTo(3);
        assertThat(trainer.meters.get(TrainerMetrics.LOSS).gauge().value()).isEqualTo(3);
        assertThat(trainer.meters.get(TrainerMetrics.COVERAGE).gauge().value()).isEqualTo(1);
        assertThat(trainer.meters.get(TrainerMetrics.PUBLISHED_VERSION).gauge().value()).isEqualTo(2);
        assertThat(trainer.meters.get(TrainerMetrics.CANDIDATES).tag("outcome", "promoted").counter().count())
                .isEqualTo(1);
    }

    @Test
    void shouldTellWhyTrainingMakesNoProgress() {
        trainer.learner.discards.addAll(Collections.nCopies(StepWatch.FEWEST, Discard.NOT_FINITE));
        assertThat(trainer.loop.stepFault()).isEmpty();
        trainer.run(trainer.samples(LongStream.rangeClosed(1, StepWatch.FEWEST).toArray()));
        assertThat(trainer.loop.stepFault()).hasValueSatisfying(why -> assertThat(why).contains("20 not finite"));
        assertThat(trainer.meters.get(TrainerMetrics.DISCARDED_STEPS).tag("cause", "not-finite").counter().count())
                .isEqualTo(StepWatch.FEWEST);
    }

    @Test
    void shouldCountARollBackAfterVetoes() {
        trainer.learner.verdicts.add("canary-vs-base");
        trainer.learner.rollsBack = true;
        trainer.run(trainer.samples(1, 2, 3));
        assertThat(trainer.meters.get(TrainerMetrics.ROLLBACKS).tag("cause", "vetoes").counter().count()).isEqualTo(1);
    }
}
