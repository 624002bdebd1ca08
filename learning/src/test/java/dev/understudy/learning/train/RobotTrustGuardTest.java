package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A robot whose camera is stuck, in a fleet whose others are sound. */
class RobotTrustGuardTest {

    /** With the consensus of tracks little of what two unrelated branches say would be sure enough to teach. */
    private static final TrainerConfig EACH_ALONE = TrainerConfig.defaults().without(Guard.TRACK_CONSENSUS);

    private static final String STUCK = "robot-stuck";
    private static final List<PseudoLabelledSample> RECORDS = TinyBootstrap.records(40, 3);
    private static final int CLASSES = RECORDS.get(0).getPointDistributionCount();

    /** One record a track; in every third of the stuck robot's the image branch says the same, and is sure of it. */
    private static List<PseudoLabelledSample> fleet(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PseudoLabelledSample> out = new ArrayList<>();
        for (int i = 0; i < RECORDS.size(); i++) {
            boolean stuck = i % 3 == 0;
            int seen = random.nextInt(CLASSES);
            PseudoLabelledSample.Builder record = RECORDS.get(i).toBuilder()
                    .setRobotId(stuck ? STUCK : "robot-" + i % 3).setVerdict(Verdict.ACCEPTED).setConfidence(1)
                    .setLabel(stuck ? 2 : seen).clearPointDistribution().clearImageDistribution();
            record.getClusterBuilder().setTrackId(1 + i);
            for (int k = 0; k < CLASSES; k++) {
                record.addPointDistribution(k == seen ? 1 : 0).addImageDistribution(k == (stuck ? 2 : seen) ? 1 : 0);
            }
            out.add(record.build());
        }
        return out;
    }

    private static OnlineTrainer trainer(TrainerConfig config) {
        return new OnlineTrainer(config, TinyBootstrap.checkpoint(), TinyBootstrap.anchors(), 1);
    }

    private static long remembered(OnlineTrainer trainer, String robot) {
        trainer.published(trainer.candidate());
        return trainer.memory().getSamples().getHeldList().stream().filter(o -> o.getTrack().startsWith(robot + "/"))
                .count();
    }

    @Test
    void shouldForgetWhatAStuckCameraTaughtAndTakeNoMoreOfIt() {
        try (OnlineTrainer trainer = trainer(EACH_ALONE)) {
            List<Admission> stuck = new ArrayList<>();
            fleet(4).forEach(record -> {
                Admission admission = trainer.admit(record);
                if (record.getRobotId().equals(STUCK)) {
                    stuck.add(admission);
                }
            });
            assertThat(stuck).startsWith(Admission.ADMITTED).endsWith(Admission.DISTRUSTED);
            assertThat(stuck.subList(20, stuck.size())).containsOnly(Admission.DISTRUSTED);
            assertThat(trainer.trustChanges()).hasSize(1).allMatch(c -> c.robot().equals(STUCK) && !c.trusted());
            assertThat(remembered(trainer, STUCK)).isZero();
            assertThat(trainer.memory().getSamples().getHeldCount()).isPositive();
        }
    }

    @Test
    void shouldForgetNobodyElseWhenTheNextRecordCannotBeUsed() {
        try (OnlineTrainer trainer = trainer(EACH_ALONE)) {
            boolean lost = false;
            for (PseudoLabelledSample record : fleet(4)) {
                lost |= trainer.admit(record) == Admission.DISTRUSTED;
                if (lost) {
                    break;
                }
            }
            assertThat(lost).isTrue();
            int held = IntStream.of(trainer.memorySizes()).sum();
            assertThat(trainer.admit(RECORDS.get(0).toBuilder().setRobotId("robot-1").setTaxonomyVersion("other")
                    .build())).isEqualTo(Admission.UNUSABLE);
            assertThat(IntStream.of(trainer.memorySizes()).sum()).isEqualTo(held).isPositive();
        }
    }

    @Test
    void shouldLearnFromItWithoutTheGuard() {
        try (OnlineTrainer trainer = trainer(EACH_ALONE.without(Guard.ROBOT_TRUST))) {
            List<Admission> admissions = fleet(4).stream().map(trainer::admit).toList();
            assertThat(admissions).doesNotContain(Admission.DISTRUSTED);
            assertThat(trainer.trustChanges()).isEmpty();
            assertThat(remembered(trainer, STUCK)).isPositive();
        }
    }
}
