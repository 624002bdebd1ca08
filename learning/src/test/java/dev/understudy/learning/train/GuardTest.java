package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.label.DistributionAlignment;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.sample.Floats;
import dev.understudy.learning.sample.SampleEncoder;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each guard does, on and off. */
class GuardTest {

    private static final TrainerConfig ON = TrainerConfig.defaults();
    private static final int CLASSES = 10;

    private static TrainingSample sample(int label, String robot, int track) {
        return new TrainingSample(null, label, robot + "/lidar/track" + track);
    }

    private static List<TrainingSample> sorted(int perClass) {
        return IntStream.range(0, CLASSES * perClass).mapToObj(i -> sample(i / perClass, "r", i)).toList();
    }

    private static Rehearsal filled(TrainerConfig config, List<TrainingSample> samples) {
        Rehearsal rehearsal = new Rehearsal(config, CLASSES, TinyBootstrap.anchors().train());
        samples.forEach(s -> rehearsal.add(s, new SplittableRandom(s.track().hashCode())));
        return rehearsal;
    }

    @Test
    void shouldSwitchOneGuardAtATime() {
        for (Guard guard : Guard.values()) {
            assertThat(ON.toggled(guard).has(guard)).isNotEqualTo(ON.has(guard));
            assertThat(ON.toggled(guard).toggled(guard)).isEqualTo(ON);
        }
        assertThat(ON.withGuards(EnumSet.noneOf(Guard.class)).guards()).isEmpty();
    }

    @Test
    void shouldForgetOldClassesOnlyWithoutBalance() {
        List<TrainingSample> stream = sorted(200);
        assertThat(filled(ON, stream).memorySizes()).doesNotContain(0);
        int[] window = filled(ON.toggled(Guard.BALANCED_MEMORY), stream).memorySizes();
        assertThat(window[0]).isZero();
        assertThat(window[CLASSES - 1]).isEqualTo(200);
    }

    @Test
    void shouldKeepOneRobotFromFillingAClass() {
        // Twice the even share of five robots.
        assertThat(heldByTheLoudOne(true)).isBetween(25L, 2 * 80 / 5L);
        assertThat(heldByTheLoudOne(false)).isGreaterThan(60);
    }

    private static long heldByTheLoudOne(boolean quota) {
        SplittableRandom random = new SplittableRandom(4);
        ClassBalancedReservoir memory = new ClassBalancedReservoir(1, 80, 2, quota);
        IntStream.range(0, 2000).forEach(i -> memory.offer(sample(0, "loud", i), random));
        IntStream.range(0, 80).forEach(i -> memory.offer(sample(0, "quiet" + i % 4, i), random));
        assertThat(memory.size()).isEqualTo(80);
        return Arrays.stream(memory.draw(4000, random).toArray(TrainingSample[]::new)).distinct()
                .filter(s -> s.robot().equals("loud")).count();
    }

    @Test
    void shouldTakeManyViewsOfATrackOnlyWithoutTheCap() {
        List<TrainingSample> one = IntStream.range(0, 300).mapToObj(i -> sample(0, "r", 1)).toList();
        assertThat(filled(ON, one).memorySizes()[0]).isEqualTo(ON.memory().perTrack());
        Rehearsal raw = filled(ON.toggled(Guard.TRACK_CAP), one);
        assertThat(raw.memorySizes()[0]).isEqualTo(300);
        assertThat(raw.drawPseudoLabelled(new SplittableRandom(1))).hasSize(ON.batch().fresh() + ON.batch().memory());
    }

    @Test
    void shouldGiveTheAnchorsRowsToPseudoLabelsWithoutThem() {
        SplittableRandom random = new SplittableRandom(3);
        Rehearsal with = filled(ON, sorted(10));
        assertThat(with.drawAnchors(random)).hasSize(ON.batch().anchors());
        Rehearsal without = filled(ON.toggled(Guard.SOURCE_ANCHORS), sorted(10));
        assertThat(without.drawAnchors(random)).isEmpty();
        assertThat(without.drawPseudoLabelled(random)).hasSize(64);
    }

    @Test
    void shouldHoldEveryRecordAgainstTheFixedThresholdWithoutAdaptation() {
        PseudoLabelledSample accepted = TinyBootstrap.records(1, 3).get(0).toBuilder()
                .setVerdict(Verdict.ACCEPTED).setConfidence(0.7f).build();
        TrainerConfig alone = ON.without(Guard.TRACK_CONSENSUS);
        assertThat(admitted(alone, accepted)).isEqualTo(Admission.ADMITTED);
        assertThat(admitted(alone.toggled(Guard.ADAPTIVE_THRESHOLDS), accepted)).isEqualTo(Admission.REJECTED);
    }

    @Test
    void shouldBringALateMajorityBackToThePrior() {
        DistributionAlignment alignment = new DistributionAlignment(2);
        float[] prior = {0.5f, 0.5f};
        for (int i = 0; i < 1000; i++) {
            alignment.observe(new float[] {0.8f, 0.2f});
        }
        // 0.6 * 0.5/0.8 against 0.4 * 0.5/0.2: 0.375 against 1.
        assertThat(alignment.align(new float[] {0.6f, 0.4f}, prior)[1]).isCloseTo(1 / 1.375f, within(5e-3f));
    }

    @Test
    void shouldAlignWhatATrackAgreesOnToo() {
        assertThat(agreedAfterALateMajority(ON)).isZero();
        assertThat(agreedAfterALateMajority(ON.and(Guard.DISTRIBUTION_ALIGNMENT))).isEqualTo(1);
    }

    /** What a track is labelled that leans to class 0, when of late everything did. */
    private static int agreedAfterALateMajority(TrainerConfig config) {
        Checkpoint bootstrap = TinyBootstrap.checkpoint();
        RecordIntake intake = new RecordIntake(config, bootstrap.manifest(),
                new SampleEncoder(Architecture.parse(bootstrap.manifest().getArchitecture()).encoder()));
        for (int i = 1; i <= 60; i++) {
            intake.sort(seen(i, 0.9f, 0.01f));
        }
        PseudoLabelledSample doubtful = seen(100, 0.5f, 0.4f);
        intake.sort(doubtful);
        return intake.withNewestLabels(List.of(intake.sample(doubtful))).get(0).label();
    }

    private static PseudoLabelledSample seen(int track, float first, float second) {
        float[] says = new float[CLASSES];
        Arrays.fill(says, (1 - first - second) / (CLASSES - 2));
        says[0] = first;
        says[1] = second;
        PseudoLabelledSample any = TinyBootstrap.records(1, 3).get(0);
        return any.toBuilder().setCluster(any.getCluster().toBuilder().setTrackId(track)).setLabel(0)
                .setConfidence(first).clearPointDistribution().addAllPointDistribution(Floats.list(says))
                .clearImageDistribution().addAllImageDistribution(Floats.list(says)).build();
    }

    @Test
    void shouldWarmUpThenSlowDownOnlyByTheSchedule() {
        Schedule on = new Schedule(ON);
        Schedule off = new Schedule(ON.toggled(Guard.SCHEDULE));
        assertThat(on.rate(5)).isCloseTo(0.1f, within(1e-6f));
        assertThat(on.rate(Schedule.SETTLED)).isEqualTo(1);
        assertThat(on.rate(4 * Schedule.SETTLED)).isCloseTo(0.5f, within(1e-6f));
        assertThat(on.rate(1_000_000)).isCloseTo(0.3f, within(1e-6f));
        assertThat(on.keep(100)).isEqualTo(WeightMaps.keepOf(ON.optimiser().teacherHalfLife()));
        assertThat(on.keep(2000)).isEqualTo(WeightMaps.keepOf(240));
        assertThat(off.rate(1)).isEqualTo(1);
        assertThat(off.keep(2000)).isEqualTo(WeightMaps.keepOf(ON.optimiser().teacherHalfLife()));
    }

    @Test
    void shouldMoveOnlyTheChosenBranch() {
        TrainerConfig pointOnly = ON.withBranches(Branches.POINT);
        Checkpoint base = TinyBootstrap.checkpoint();
        try (OnlineTrainer trainer = new OnlineTrainer(pointOnly, base, TinyBootstrap.anchors(), 2)) {
            TinyBootstrap.records(30, 3).forEach(trainer::admit);
            trainer.step();
            Checkpoint moved = trainer.candidate();
            assertThat(moved.under("student/point/")).isNotEqualTo(base.under("student/point/"));
            assertThat(moved.under("student/image/")).isEqualTo(base.under("student/image/"));
        }
    }

    private static Admission admitted(TrainerConfig config, PseudoLabelledSample record) {
        try (OnlineTrainer trainer = new OnlineTrainer(config, TinyBootstrap.checkpoint(), TinyBootstrap.anchors(),
                1)) {
            return trainer.admit(record);
        }
    }
}
