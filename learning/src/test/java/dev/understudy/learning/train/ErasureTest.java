package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.sample.TrainingSample;
import dev.understudy.proto.v1.Cluster;
import dev.understudy.proto.v1.ImageCrop;
import dev.understudy.proto.v1.LearnerMemory;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.RecordStatistics;
import dev.understudy.proto.v1.RememberedObject;
import dev.understudy.proto.v1.RememberedSamples;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private static final Erasure ERASURE = new Erasure("r1", 10, 20);
    private static final Cluster WITHOUT_CROP = Cluster.getDefaultInstance();

    private static Cluster crop(long stamp) {
        return Cluster.newBuilder().setCrop(ImageCrop.newBuilder().setImageStampNs(stamp)).build();
    }

    private static RememberedObject object(String robot, Cluster cluster) {
        return RememberedObject.newBuilder().setTrack(robot + "/velo/track1").setCluster(cluster).build();
    }

    private static TrainingSample sample(String robot, String track, int label, Cluster cluster) {
        return new TrainingSample(null, label, robot + "/velo/" + track, cluster);
    }

    @Test
    void shouldCoverTheRobotsCropsOfTheTimeAlone() {
        PseudoLabelledSample.Builder sample = PseudoLabelledSample.newBuilder().setRobotId("r1").setStampNs(15);

        assertThat(ERASURE.covers(sample.setCluster(crop(10)).build())).isTrue();
        assertThat(ERASURE.covers(sample.setCluster(crop(20)).build())).isFalse();
        assertThat(ERASURE.covers(sample.setCluster(crop(9)).build())).isFalse();
        assertThat(ERASURE.covers(sample.setCluster(WITHOUT_CROP).build())).isFalse();
        assertThat(ERASURE.covers(sample.setCluster(crop(0)).build())).as("by the frame's stamp").isTrue();
        assertThat(ERASURE.covers(sample.setRobotId("r10").setCluster(crop(15)).build())).isFalse();
    }

    @Test
    void shouldTakeThemOutOfEveryPartOfAMemory() {
        List<RememberedObject> objects = List.of(object("r1", crop(10)), object("r1", crop(25)),
                object("r2", crop(15)), object("r1", WITHOUT_CROP), object("r1", crop(0)));
        List<RememberedObject> kept = objects.subList(1, 4);
        LearnerMemory memory = LearnerMemory.newBuilder().setSteps(7)
                .setSamples(RememberedSamples.newBuilder().addAllHeld(objects).addAllNewest(objects).addOffered(5))
                .setRecords(RecordStatistics.newBuilder().addAllProbe(objects).setRecords(9)).build();

        LearnerMemory out = OnlineTrainer.erased(memory, ERASURE);

        assertThat(out.getSamples().getHeldList()).isEqualTo(kept);
        assertThat(out.getSamples().getNewestList()).isEqualTo(kept);
        assertThat(out.getRecords().getProbeList()).isEqualTo(kept);
        assertThat(out.getSteps()).isEqualTo(7);
        assertThat(out.getSamples().getOfferedList()).containsExactly(5L);
    }

    @Test
    void shouldLetATrainerGoOnWithoutThem() {
        List<PseudoLabelledSample> records = TinyBootstrap.records(40, 3);
        String robot = records.get(0).getRobotId();
        Erasure all = new Erasure(robot, Long.MIN_VALUE, Long.MAX_VALUE);
        try (OnlineTrainer trainer = new OnlineTrainer(TrainerConfig.defaults(), TinyBootstrap.checkpoint(),
                TinyBootstrap.anchors(), 5)) {
            records.forEach(trainer::admit);
            trainer.published(trainer.candidate());
            assertThat(trainer.memory().getSamples().getHeldList()).anyMatch(all::covers);

            assertThat(trainer.erase(all)).isPositive();

            assertThat(trainer.memory().getSamples().getHeldList()).noneMatch(all::covers);
            assertThat(trainer.memory().getSamples().getNewestList()).noneMatch(all::covers);
            assertThat(trainer.memory().getRecords().getProbeList()).noneMatch(all::covers);
            records.forEach(trainer::admit);
            while (trainer.stepsDue() > 0) {
                assertThat(trainer.step().applied()).isTrue();
            }
        }
    }

    @Test
    void shouldMakeRoomInABalancedMemory() {
        ClassBalancedReservoir memory = new ClassBalancedReservoir(2, 4, 8, false);
        SplittableRandom random = new SplittableRandom(3);
        memory.offer(sample("r1", "a", 0, crop(11)), random);
        memory.offer(sample("r1", "b", 1, crop(30)), random);
        memory.offer(sample("r2", "a", 1, crop(11)), random);

        assertThat(memory.removeIf(ERASURE::covers)).isEqualTo(1);

        assertThat(memory.size()).isEqualTo(2);
        assertThat(memory.sizes()).containsExactly(0, 2);
        assertThat(memory.draw(20, random)).noneMatch(ERASURE::covers).hasSize(20);
    }

    @Test
    void shouldMakeRoomInASlidingWindow() {
        SlidingWindow memory = new SlidingWindow(2, 4, 8);
        SplittableRandom random = new SplittableRandom(3);
        memory.offer(sample("r1", "a", 0, crop(11)), random);
        memory.offer(sample("r2", "a", 1, crop(11)), random);

        assertThat(memory.removeIf(ERASURE::covers)).isEqualTo(1);

        assertThat(memory.size()).isEqualTo(1);
    }
}
