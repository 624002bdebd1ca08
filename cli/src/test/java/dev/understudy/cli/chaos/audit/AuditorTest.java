package dev.understudy.cli.chaos.audit;

import static dev.understudy.cli.chaos.audit.HonestRun.FIRST;
import static dev.understudy.cli.chaos.audit.HonestRun.ROBOT;
import static dev.understudy.cli.chaos.audit.HonestRun.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.FrameLedger;
import dev.understudy.proto.v1.LifecycleKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The auditor finds nothing in an honest run, and each fault put into it under the invariant that it breaks. */
class AuditorTest {

    private static final ModelId STRANGER = new ModelId(7, "07");

    @Test
    void shouldFindNothingInAnHonestRun() {
        AuditReport report = Auditor.audit(HonestRun.facts(), true);

        assertThat(report.violations()).isEmpty();
        assertThat(report.counts()).containsEntry("LiDAR records", 4L).containsEntry("events", 4L)
                .containsEntry("samples admitted", 2L).containsEntry("batches", 2L);
    }

    @Test
    void shouldFindAnEventThatIsMissing() {
        assertBroken(Invariant.EVENT_ONCE, facts -> facts.events.remove(1));
    }

    @Test
    void shouldFindAnEventThatIsThereTwice() {
        assertBroken(Invariant.EVENT_ONCE, facts -> facts.events.add(facts.events.get(1)));
    }

    @Test
    void shouldFindAnEventOfNoObject() {
        assertBroken(Invariant.EVENT_ONCE, facts -> facts.events.add(new ObjectFact(at(Topics.OBJECT_EVENT, 9),
                HonestRun.frame(1), HonestRun.object(1, 5), HonestRun.BOOTSTRAP, true)));
    }

    @Test
    void shouldFindASampleThatIsThereTwice() {
        assertBroken(Invariant.SAMPLE_ONCE, facts -> facts.samples.add(facts.samples.get(3)));
    }

    @Test
    void shouldFindAFrameThatIsDecidedTwice() {
        assertBroken(Invariant.LIDAR_DECIDED_ONCE, facts -> facts.sets.add(facts.sets.get(0)));
    }

    @Test
    void shouldFindAFrameThatIsLost() {
        assertBroken(Invariant.LIDAR_DECIDED_ONCE, facts -> {
            facts.sets.remove(1);
            facts.events.removeIf(event -> event.frame().equals(HonestRun.frame(2)));
            facts.samples.removeIf(sample -> sample.frame().equals(HonestRun.frame(2)));
        });
    }

    @Test
    void shouldFindAFrameThatIsNeitherDecidedNorCounted() {
        assertBroken(Invariant.LIDAR_DECIDED_ONCE,
                facts -> facts.lidar.add(new FrameFact(at(Topics.LIDAR_FRAME, 4), ROBOT, "lidar", 5)));
    }

    @Test
    void shouldFindADropForARepetitionThatWasNone() {
        assertBroken(Invariant.LIDAR_DECIDED_ONCE, facts ->
                facts.lidar.set(1, new FrameFact(at(Topics.LIDAR_FRAME, 1), ROBOT, "lidar", 9)));
    }

    @Test
    void shouldFindAnImageThatTheLedgerCountsTwice() {
        assertBroken(Invariant.CAMERA_ACCOUNTED_ONCE, facts -> ledger(facts, ledger -> ledger.setCameraIn(3)
                .putCameraUnused("late", 1)));
    }

    @Test
    void shouldFindAnImageThatNobodyCounts() {
        assertBroken(Invariant.CAMERA_ACCOUNTED_ONCE,
                facts -> facts.camera.add(new FrameFact(at(Topics.CAMERA_FRAME, 2), ROBOT, "camera", 3)));
    }

    @Test
    void shouldFindALedgerThatDoesNotBalance() {
        assertBroken(Invariant.LIDAR_DECIDED_ONCE, facts -> ledger(facts, ledger -> ledger.setLidarPending(1)));
    }

    @Test
    void shouldSumOverPartitionsWhatNamesNoRobot() {
        Facts facts = HonestRun.facts();
        for (int partition = 0; partition < 2; partition++) {
            Origin at = new Origin(Topics.CAMERA_FRAME, partition, 9);
            facts.camera.add(new FrameFact(at, "", "", 0));
            facts.dead.add(new DeadFact(new Origin(Topics.DEAD_LETTER, partition, 9), at, "null-key"));
        }
        FrameLedger each = FrameLedger.newBuilder().setCameraIn(1).putCameraDead("null-key", 1).build();
        facts.ledgers.put("", Map.of(0, each, 1, each));

        assertThat(Auditor.audit(facts, true).violations()).isEmpty();
    }

    @Test
    void shouldFindTwoModelsInOneBatch() {
        assertBroken(Invariant.ONE_MODEL_PER_BATCH, facts -> facts.events.set(3, speaking(facts.events.get(3),
                HonestRun.BOOTSTRAP)));
    }

    @Test
    void shouldFindASampleOfAnotherModelThanItsEvent() {
        assertBroken(Invariant.ONE_MODEL_PER_BATCH, facts -> facts.samples.set(0, speaking(facts.samples.get(0),
                FIRST)));
    }

    @Test
    void shouldFindAModelThatWasNeverVerified() {
        assertBroken(Invariant.ONLY_VERIFIED_LIVE, facts -> {
            facts.events.replaceAll(event -> event.frame().equals(HonestRun.frame(2)) ? speaking(event, STRANGER)
                    : event);
            facts.samples.removeIf(sample -> sample.frame().equals(HonestRun.frame(2)));
        });
    }

    @Test
    void shouldFindAnAdoptionOfWhatWasNeverVerified() {
        assertBroken(Invariant.ONLY_VERIFIED_LIVE,
                facts -> facts.decisions.add(HonestRun.decision(3, LifecycleKind.ADOPTED, STRANGER, 9)));
    }

    @Test
    void shouldFindAHalfCheckpoint() {
        assertBroken(Invariant.CHECKPOINT_WHOLE, facts -> facts.broken.put(2L, "incomplete"));
    }

    @Test
    void shouldPassOverABrokenCheckpointThatWasPlanted() {
        Facts facts = HonestRun.facts();
        facts.forged(2);
        facts.broken.put(2L, "bad-signature");

        assertThat(Auditor.audit(facts, true).clean()).isTrue();
    }

    @Test
    void shouldPassOverAPromotedVersionThatWasDeletedSince() {
        Facts facts = HonestRun.facts();
        facts.versions.clear();
        facts.deleted.add(FIRST.version());

        assertThat(Auditor.audit(facts, true).violations()).isEmpty();
    }

    @Test
    void shouldFindADeletedVersionThatNobodyHadPromoted() {
        assertBroken(Invariant.ONLY_VERIFIED_LIVE, facts -> {
            facts.versions.clear();
            facts.deleted.add(FIRST.version());
            facts.decisions.removeIf(decision -> decision.kind() == LifecycleKind.PROMOTED);
        });
    }

    @Test
    void shouldFindAPromotionWithoutItsCheckpoint() {
        assertBroken(Invariant.CHECKPOINT_WHOLE, facts -> {
            facts.decisions.add(HonestRun.decision(3, LifecycleKind.CANDIDATE, STRANGER, 3));
            facts.decisions.add(HonestRun.decision(4, LifecycleKind.PROMOTED, STRANGER, 4));
        });
    }

    @Test
    void shouldFindACheckpointThatNobodyPromoted() {
        assertBroken(Invariant.CHECKPOINT_WHOLE, facts -> facts.decisions.removeIf(decision ->
                decision.kind() != LifecycleKind.ADOPTED));
    }

    @Test
    void shouldFindAStateThatGoesOnFromNoCheckpoint() {
        assertBroken(Invariant.CHECKPOINT_WHOLE, facts -> facts.states.add(HonestRun.state(STRANGER, 4, 4, 4)));
    }

    @Test
    void shouldFindAnEpochThatWasGivenOutTwice() {
        assertBroken(Invariant.DECISIONS_IN_ORDER,
                facts -> facts.decisions.add(HonestRun.decision(3, LifecycleKind.REJECTED, STRANGER, 2)));
    }

    @Test
    void shouldFindACandidateWithoutAVerdict() {
        assertBroken(Invariant.DECISIONS_IN_ORDER,
                facts -> facts.decisions.add(HonestRun.decision(3, LifecycleKind.CANDIDATE, STRANGER, 3)));
    }

    @Test
    void shouldFindASkippedSample() {
        assertBroken(Invariant.LINEAGE_ONCE, facts -> teach(facts, List.of(id(1, 1)), 2, 1));
    }

    @Test
    void shouldFindASampleThatWasAdmittedTwice() {
        assertBroken(Invariant.LINEAGE_ONCE, facts -> teach(facts, List.of(id(1, 0), id(1, 1), id(1, 1)), 2, 3));
    }

    @Test
    void shouldFindSamplesThatChangedPlaces() {
        assertBroken(Invariant.LINEAGE_ONCE, facts -> teach(facts, List.of(id(1, 1), id(1, 0)), 2, 2));
    }

    @Test
    void shouldFindASampleBeyondTheCommittedPosition() {
        assertBroken(Invariant.LINEAGE_ONCE, facts -> teach(facts, List.of(id(1, 0), id(1, 1)), 1, 2));
    }

    @Test
    void shouldFindASampleThatWasNeverCommitted() {
        assertBroken(Invariant.LINEAGE_ONCE, facts -> teach(facts, List.of(id(1, 0), id(1, 1), 99L), 2, 3));
    }

    @Test
    void shouldFindAVersionThatForgetsItsParent() {
        assertBroken(Invariant.LINEAGE_ONCE, facts -> {
            ModelId second = new ModelId(2, "02");
            facts.versions.add(new VersionFact(second, 1, 4, List.of(id(2, 0), id(2, 1))));
            facts.states.add(HonestRun.state(second, 4, 4, 2));
            facts.decisions.add(HonestRun.decision(3, LifecycleKind.CANDIDATE, second, 3));
            facts.decisions.add(HonestRun.decision(4, LifecycleKind.PROMOTED, second, 4));
        });
    }

    @Test
    void shouldFindAPositionThatGoesBack() {
        assertBroken(Invariant.LINEAGE_ONCE, facts -> facts.states.add(HonestRun.state(FIRST, 3, 1, 2)));
    }

    @Test
    void shouldFindALetterThatIsMissing() {
        assertBroken(Invariant.DEAD_LETTER_ONCE, facts -> facts.planted(at(Topics.CLUSTER, 5)));
    }

    @Test
    void shouldFindALetterThatIsThereTwice() {
        assertBroken(Invariant.DEAD_LETTER_ONCE, facts -> facts.dead.add(new DeadFact(at(Topics.DEAD_LETTER, 1),
                at(Topics.LIDAR_FRAME, 2), "malformed-message")));
    }

    @Test
    void shouldFindALetterWithoutAReason() {
        assertBroken(Invariant.DEAD_LETTER_ONCE, facts -> facts.dead.add(new DeadFact(at(Topics.DEAD_LETTER, 1),
                at(Topics.CLUSTER, 7), "")));
    }

    @Test
    void shouldWaitForTheTrainersLettersWhileItRuns() {
        Facts facts = HonestRun.facts();
        facts.planted(at(Topics.SAMPLE, 9));

        assertThat(Auditor.audit(facts, false).clean()).isTrue();
        assertThat(Auditor.audit(facts, true).clean()).isFalse();
    }

    private static void assertBroken(Invariant invariant, Consumer<Facts> fault) {
        Facts facts = HonestRun.facts();
        fault.accept(facts);
        assertThat(Auditor.audit(facts, true).violations()).extracting(Violation::invariant).contains(invariant);
    }

    private static ObjectFact speaking(ObjectFact object, ModelId model) {
        return new ObjectFact(object.at(), object.frame(), object.objectId(), model, object.accepted());
    }

    private static void ledger(Facts facts, Consumer<FrameLedger.Builder> change) {
        FrameLedger.Builder ledger = facts.ledger(ROBOT).toBuilder();
        change.accept(ledger);
        facts.ledgers.put(ROBOT, Map.of(0, ledger.build()));
    }

    private static void teach(Facts facts, List<Long> samples, long position, long admitted) {
        facts.versions.set(0, new VersionFact(FIRST, 0, 2, samples));
        facts.states.set(0, HonestRun.state(FIRST, 2, position, admitted));
    }

    private static long id(long stamp, int index) {
        return SampleIds.of(HonestRun.object(stamp, index));
    }
}
