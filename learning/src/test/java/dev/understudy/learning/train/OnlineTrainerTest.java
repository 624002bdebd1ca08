package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.gate.Evidence;
import dev.understudy.learning.gate.GateReport;
import dev.understudy.learning.gate.GateTest;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.train.StepCounts.Discarded;
import dev.understudy.learning.train.StepCounts.Rollbacks;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnlineTrainerTest {

    /** A record's own label teaches, whatever else is seen of its track. */
    private static final TrainerConfig EACH_ALONE = TrainerConfig.defaults().without(Guard.TRACK_CONSENSUS);

    private static final Discarded NOTHING_DISCARDED = new Discarded(0, 0);

    private static final List<PseudoLabelledSample> RECORDS = TinyBootstrap.records(40, 3);

    private static OnlineTrainer trainer(long seed) {
        return new OnlineTrainer(EACH_ALONE, TinyBootstrap.checkpoint(), TinyBootstrap.anchors(), seed);
    }

    private static Checkpoint after(long seed, int steps) {
        try (OnlineTrainer trainer = trainer(seed)) {
            RECORDS.forEach(trainer::admit);
            for (int i = 0; i < steps; i++) {
                trainer.step();
            }
            return trainer.candidate();
        }
    }

    @Test
    void shouldRepeatItselfBitForBitForASeed() {
        Checkpoint first = after(11, 6);
        assertThat(after(11, 6).tensors()).isEqualTo(first.tensors());
        assertThat(after(12, 6).tensors()).isNotEqualTo(first.tensors());
    }

    @Test
    void shouldMoveTheStudentAndHaveTheTeacherFollow() {
        Checkpoint base = TinyBootstrap.checkpoint();
        Checkpoint moved = after(1, 5);
        assertThat(moved.under(Checkpoint.STUDENT_PREFIX)).isNotEqualTo(base.under(Checkpoint.STUDENT_PREFIX));
        assertThat(moved.under(Checkpoint.TEACHER_PREFIX)).isNotEqualTo(base.under(Checkpoint.TEACHER_PREFIX));
        assertThat(moved.tensors().get(Checkpoint.CLASSES)).isEqualTo(base.tensors().get(Checkpoint.CLASSES));
        assertThat(moved.tensors().keySet()).isEqualTo(base.tensors().keySet());
        assertThat(moved.manifest().getVersion()).isEqualTo(base.manifest().getVersion() + 1);
        assertThat(moved.manifest().getTrainingSteps()).isEqualTo(5);
    }

    @Test
    void shouldCallForStepsOnceMemoryIsReady() {
        try (OnlineTrainer trainer = trainer(1)) {
            assertThat(trainer.stepsDue()).isZero();
            RECORDS.forEach(trainer::admit);
            int due = trainer.stepsDue();
            assertThat(due).isPositive().isLessThanOrEqualTo(RECORDS.size() / 64 * 4);
            trainer.step();
            assertThat(trainer.stepsDue()).isEqualTo(due - 1);
        }
    }

    @Test
    void shouldTeachOnlyWithAcceptedRecords() {
        try (OnlineTrainer trainer = trainer(1)) {
            PseudoLabelledSample record = RECORDS.get(0);
            assertThat(trainer.admit(record.toBuilder().setVerdict(Verdict.NO_IMAGE).build()))
                    .isEqualTo(Admission.REJECTED);
            assertThat(trainer.admit(record.toBuilder().setVerdict(Verdict.ACCEPTED).build()))
                    .isEqualTo(Admission.ADMITTED);
            assertThat(trainer.admit(record.toBuilder().setTaxonomyVersion("other").build()))
                    .isEqualTo(Admission.UNUSABLE);
            assertThat(trainer.admitted()).isEqualTo(1);
        }
    }

    @Test
    void shouldHoldWhatTheStreamRefusedAgainstItsOwnThresholds() {
        try (OnlineTrainer trainer = trainer(1)) {
            PseudoLabelledSample.Builder refused =
                    RECORDS.get(0).toBuilder().setVerdict(Verdict.BELOW_THRESHOLD);
            assertThat(trainer.admit(refused.setConfidence(0.1f).build())).isEqualTo(Admission.REJECTED);
            assertThat(trainer.admit(refused.setConfidence(0.99f).build())).isEqualTo(Admission.ADMITTED);
        }
    }

    @Test
    void shouldRefuseARecordWhoseObjectHasNoMeasures() {
        try (OnlineTrainer trainer = trainer(1)) {
            for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
                PseudoLabelledSample.Builder record = RECORDS.get(0).toBuilder().setVerdict(Verdict.ACCEPTED);
                record.getClusterBuilder().getBoxBuilder().setHeight(wrong);
                assertThat(trainer.admit(record.build())).as("height %s m", wrong).isEqualTo(Admission.UNUSABLE);
            }
        }
    }

    @Test
    void shouldRefuseARecordWhoseNumbersAreNone() {
        try (OnlineTrainer trainer = trainer(1)) {
            PseudoLabelledSample record = RECORDS.get(0);
            assertThat(trainer.admit(record.toBuilder().setPointDistribution(2, Float.NaN).build()))
                    .isEqualTo(Admission.UNUSABLE);
            assertThat(trainer.admit(record.toBuilder().clearImageDistribution()
                    .addAllImageDistribution(Collections.nCopies(record.getImageDistributionCount(), 0f)).build()))
                    .as("would be divided by its sum").isEqualTo(Admission.UNUSABLE);
            assertThat(trainer.admit(record.toBuilder().setConfidence(Float.NaN).build()))
                    .isEqualTo(Admission.UNUSABLE);
            assertThat(trainer.admit(record.toBuilder().setLabel(99).build())).isEqualTo(Admission.UNUSABLE);
            assertThat(trainer.admit(record.toBuilder().setConfidence(1e30f).build()))
                    .isEqualTo(Admission.UNUSABLE);
            assertThat(trainer.admit(record.toBuilder().setPointWeight(-1).build()))
                    .as("would divide the mean of both branches by zero").isEqualTo(Admission.UNUSABLE);
            RECORDS.forEach(trainer::admit);
            assertThat(trainer.candidate().manifest().getClassThresholdsList())
                    .allMatch(threshold -> threshold >= 0.4f && threshold <= 0.95f);
        }
    }

    @Test
    void shouldTeachFromObjectsWithoutAnImageByTheirTracksOnly() {
        TrainerConfig byTrack = TrainerConfig.defaults();
        assertThat(admittedWithoutImages(byTrack, true)).isPositive();
        assertThat(admittedWithoutImages(byTrack, false)).as("of no track").isZero();
        assertThat(admittedWithoutImages(byTrack.and(Guard.IMAGE_NEEDED), true)).isZero();
        assertThat(admittedWithoutImages(EACH_ALONE, true)).isZero();
    }

    private static long admittedWithoutImages(TrainerConfig config, boolean tracks) {
        try (OnlineTrainer trainer =
                new OnlineTrainer(config, TinyBootstrap.checkpoint(), TinyBootstrap.anchors(), 1)) {
            for (PseudoLabelledSample record : RECORDS.subList(0, 200)) {
                PseudoLabelledSample.Builder imageless = record.toBuilder().clearImageDistribution()
                        .setVerdict(Verdict.NO_IMAGE);
                if (!tracks) {
                    imageless.getClusterBuilder().clearTrackId();
                }
                trainer.admit(imageless.build());
            }
            assertThat(trainer.evidence().coverage()).isLessThanOrEqualTo(1);
            return trainer.admitted();
        }
    }

    @Test
    void shouldKeepToWhatTheRuleRefuses() {
        try (OnlineTrainer trainer = new OnlineTrainer(TrainerConfig.defaults(), TinyBootstrap.checkpoint(),
                TinyBootstrap.anchors(), 1)) {
            RECORDS.subList(0, 200).forEach(record ->
                    trainer.admit(record.toBuilder().setVerdict(Verdict.DISAGREEMENT).build()));
            assertThat(trainer.admitted()).isZero();
        }
    }

    @Test
    void shouldStateTheLabelThatTeaches() {
        try (OnlineTrainer trainer = new OnlineTrainer(TrainerConfig.defaults(), TinyBootstrap.checkpoint(),
                TinyBootstrap.anchors(), 1)) {
            PseudoLabelledSample sure = RECORDS.stream().filter(r -> r.getConfidence() > 0.9f).findFirst()
                    .orElseThrow();
            PseudoLabelledSample other = RECORDS.stream().filter(r -> r.getLabel() != sure.getLabel()).findFirst()
                    .orElseThrow();
            trainer.admit(sure);
            assertThat(trainer.admittedLabel()).isEqualTo(sure.getLabel());
            PseudoLabelledSample misnamed = sure.toBuilder().setLabel(other.getLabel()).build();
            assertThat(trainer.admit(misnamed)).isEqualTo(Admission.ADMITTED);
            assertThat(trainer.admittedLabel()).as("by its track, not by its own label").isEqualTo(sure.getLabel());
        }
    }

    @Test
    void shouldTellTheTracksOfTwoLidarsApart() {
        try (OnlineTrainer trainer = trainer(1)) {
            PseudoLabelledSample.Builder record = RECORDS.get(0).toBuilder().setVerdict(Verdict.ACCEPTED);
            trainer.admit(record.setLidarFrameId("front").build());
            trainer.admit(record.setLidarFrameId("rear").build());
            assertThat(trainer.evidence().tracks()).isEqualTo(2);
        }
    }

    @Test
    void shouldGoOnWithTheThresholdsAndTheWeightOfItsCheckpoint() {
        Checkpoint base = TinyBootstrap.checkpoint();
        CheckpointManifest.Builder manifest = base.manifest().toBuilder().setPointWeight(1.6f)
                .clearClassThresholds().clearClassPrior();
        for (int k = 0; k < manifest.getClassNamesCount(); k++) {
            manifest.addClassThresholds(k == 0 ? 0.5f : 0.45f).addClassPrior(k == 0 ? 1f : 0.9f);
        }
        Checkpoint from = new Checkpoint(manifest.build(), base.tensors());
        try (OnlineTrainer trainer =
                new OnlineTrainer(TrainerConfig.defaults(), from, TinyBootstrap.anchors(), 1)) {
            CheckpointManifest candidate = trainer.candidate().manifest();
            assertThat(candidate.getClassThresholds(0)).isCloseTo(0.5f, within(1e-5f));
            assertThat(candidate.getClassThresholds(1)).isCloseTo(0.45f, within(1e-5f));
            assertThat(candidate.getPointWeight()).isCloseTo(1.6f, within(1e-3f));
        }
    }

    @Test
    void shouldStateWhatACandidateIsComputedWith() {
        Checkpoint base = TinyBootstrap.checkpoint();
        Checkpoint elsewhere = new Checkpoint(base.manifest().toBuilder().setMathsPath("another chip").build(),
                base.tensors());
        try (OnlineTrainer trainer =
                new OnlineTrainer(TrainerConfig.defaults(), elsewhere, TinyBootstrap.anchors(), 1)) {
            assertThat(trainer.candidate().manifest().getMathsPath()).isEqualTo(MathsPath.current().toString());
        }
    }

    @Test
    void shouldKeepProbesApartFromMemory() {
        try (OnlineTrainer trainer = trainer(1)) {
            long probes = RECORDS.stream().filter(r -> trainer.admit(r) == Admission.PROBE).count();
            Evidence evidence = trainer.evidence();
            assertThat(evidence.probe()).hasSize((int) probes).isNotEmpty();
            assertThat(evidence.coverage()).isBetween(.01, 1.0);
        }
    }

    @Test
    void shouldReturnToThePublishedWeightsOnRollBack() {
        try (OnlineTrainer trainer = trainer(1)) {
            RECORDS.forEach(trainer::admit);
            trainer.step();
            Checkpoint published = trainer.candidate();
            trainer.published(published);
            assertThat(trainer.evidence().updates()).isZero();
            trainer.step();
            assertThat(trainer.candidate().tensors()).isNotEqualTo(published.tensors());
            trainer.rollBack();
            assertThat(trainer.candidate().tensors()).isEqualTo(published.tensors());
            assertThat(trainer.candidate().manifest().getParentVersion())
                    .isEqualTo(published.manifest().getVersion());
        }
    }

    private static GateReport failed(GateTest test) {
        return new GateReport(List.of(new GateReport.Test(test, 0, 1, false)));
    }

    /** Three candidates in a row that failed such a test. */
    private static void veto(OnlineTrainer trainer, GateTest test) {
        for (int veto = 1; veto <= GateReport.VETOES_TO_ROLL_BACK; veto++) {
            assertThat(trainer.candidate().tensors()).as("before veto %d", veto)
                    .isNotEqualTo(TinyBootstrap.checkpoint().tensors());
            assertThat(trainer.judged(failed(test))).isEqualTo(veto == GateReport.VETOES_TO_ROLL_BACK);
        }
        assertThat(trainer.candidate().tensors()).isEqualTo(TinyBootstrap.checkpoint().tensors());
    }

    @Test
    void shouldGoBackAfterThreeVetoesAndForgetOnlyWhatWasLabelledWrongly() {
        try (OnlineTrainer trainer = trainer(1)) {
            RECORDS.forEach(trainer::admit);
            trainer.step();
            int held = IntStream.of(trainer.memorySizes()).sum();
            veto(trainer, GateTest.CANARY_VS_BASE);
            assertThat(IntStream.of(trainer.memorySizes()).sum()).isEqualTo(held).isPositive();
            trainer.step();
            veto(trainer, GateTest.LABELS_VS_SERVED);
            assertThat(trainer.memorySizes()).containsOnly(0);
            assertThat(trainer.stepsDue()).isZero();
            assertThat(trainer.counts()).isEqualTo(new StepCounts(2, NOTHING_DISCARDED, new Rollbacks(0, 2)));
        }
    }

    @Test
    void shouldNameAndCountStepsThatAreNotFinite() {
        try (OnlineTrainer trainer = new OnlineTrainer(EACH_ALONE, TinyBootstrap.withBrokenStudent(),
                TinyBootstrap.anchors(), 1)) {
            RECORDS.forEach(trainer::admit);
            for (int i = 1; i <= 7; i++) {
                StepReport step = trainer.step();
                assertThat(step.discard()).isEqualTo(Discard.NOT_FINITE);
                assertThat(step.applied()).isFalse();
                assertThat(step.rolledBack()).as("after step %d", i).isEqualTo(i % 3 == 0);
            }
            assertThat(trainer.counts()).isEqualTo(new StepCounts(7, new Discarded(7, 0), new Rollbacks(2, 0)));
        }
    }

    @Test
    void shouldStepAgainOnceItHasRolledBackToSoundWeights() {
        try (OnlineTrainer trainer = new OnlineTrainer(EACH_ALONE, TinyBootstrap.withBrokenStudent(),
                TinyBootstrap.anchors(), 1)) {
            RECORDS.forEach(trainer::admit);
            trainer.published(TinyBootstrap.checkpoint());
            trainer.step();
            trainer.step();
            assertThat(trainer.step().rolledBack()).isTrue();
            assertThat(trainer.step().applied()).isTrue();
            assertThat(trainer.counts()).isEqualTo(new StepCounts(4, new Discarded(3, 0), new Rollbacks(1, 0)));
        }
    }

    @Test
    void shouldNameAndCountStepsFarOutOfLineFromTheUsualOnes() {
        try (OnlineTrainer trainer = trainer(1)) {
            RECORDS.forEach(trainer::admit);
            trainer.resume(trainer.memory().toBuilder().setUsualNorm(Float.MIN_NORMAL).build());
            for (int i = 1; i <= 3; i++) {
                assertThat(trainer.step().discard()).isEqualTo(Discard.OUT_OF_LINE);
            }
            assertThat(trainer.step().applied()).as("what is usual is open again").isTrue();
            assertThat(trainer.counts()).isEqualTo(new StepCounts(4, new Discarded(0, 3), new Rollbacks(1, 0)));
        }
    }

    @Test
    void shouldCountFromZeroInATrainerThatGoesOnFromAMemory() {
        try (OnlineTrainer trainer = trainer(1)) {
            RECORDS.forEach(trainer::admit);
            trainer.step();
            trainer.published(trainer.candidate());
            try (OnlineTrainer next = trainer(1)) {
                next.resume(trainer.memory());
                next.step();
                assertThat(next.steps()).isEqualTo(2);
                assertThat(next.counts().made()).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldNotCountCandidatesThatLackEvidenceAsVetoes() {
        try (OnlineTrainer trainer = trainer(1)) {
            RECORDS.forEach(trainer::admit);
            trainer.step();
            for (GateTest test : List.of(GateTest.CANARY_VS_BASE, GateTest.CANARY_VS_BASE, GateTest.UPDATES,
                    GateTest.CANARY_VS_BASE)) {
                trainer.judged(failed(test));
            }
            assertThat(trainer.candidate().tensors()).isNotEqualTo(TinyBootstrap.checkpoint().tensors());
        }
    }

    /** It is what the gate and the health watch measure against, and what training goes back to. */
    @Test
    void shouldLeaveTheBootstrapAsItIs() {
        Checkpoint bootstrap = TinyBootstrap.checkpoint();
        Checkpoint before = new Checkpoint(bootstrap.manifest(), WeightMaps.copy(bootstrap.tensors()));
        try (OnlineTrainer trainer =
                new OnlineTrainer(TrainerConfig.defaults(), bootstrap, TinyBootstrap.anchors(), 5)) {
            RECORDS.forEach(trainer::admit);
            for (int i = 0; i < 20; i++) {
                trainer.step();
            }
            assertThat(bootstrap.tensors()).isEqualTo(before.tensors());
            assertThat(trainer.candidate().tensors().get(Checkpoint.CLASSES))
                    .isEqualTo(before.tensors().get(Checkpoint.CLASSES));
        }
    }

    @Test
    void shouldHoldNoNativeMemoryBetweenSteps() {
        TrainerConfig relabelling = new TrainerConfig(new BatchConfig(16, 32, 16, true),
                new MemoryConfig(512, 2, 10, 256), new Pace(64, 4),
                new OptimiserConfig(5e-4f, .01f, 1, 50, 60, Branches.BOTH),
                Objective.withoutTokens(1, .1f, .5f), Views.of(1), Guard.defaults()).without(Guard.TRACK_CONSENSUS);
        try (OnlineTrainer trainer = new OnlineTrainer(relabelling, TinyBootstrap.checkpoint(),
                TinyBootstrap.anchors(), 5)) {
            RECORDS.forEach(trainer::admit);
            trainer.step();
            int arrays = trainer.nativeArrays();
            for (int i = 0; i < 200; i++) {
                trainer.step();
            }
            assertThat(trainer.nativeArrays()).isEqualTo(arrays).isZero();
        }
    }
}
