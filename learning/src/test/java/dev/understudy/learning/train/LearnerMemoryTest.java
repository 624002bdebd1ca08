package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.proto.v1.LearnerMemory;
import dev.understudy.proto.v1.OptimiserMoments;
import dev.understudy.proto.v1.PseudoLabelledSample;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A trainer that was stopped goes on as one that was not. */
class LearnerMemoryTest {

    private static final List<PseudoLabelledSample> RECORDS = TinyBootstrap.records(40, 3);
    private static final int HALF = RECORDS.size() / 2;
    private static final TrainerConfig ALL_ON = new TrainerConfig(new BatchConfig(16, 16, 16, true),
            new MemoryConfig(60, 2, 10, 24), new Pace(32, 4),
            new OptimiserConfig(5e-4f, .01f, 1, 5, 60, Branches.BOTH),
            Objective.withoutTokens(.5f, .1f, .5f), Views.of(.45), Guard.defaults()).and(Guard.TRACK_CONSENSUS);

    @Test
    void shouldGoOnBitForBitWithTheDefaults() {
        assertGoesOnBitForBit(TrainerConfig.defaults());
    }

    @Test
    void shouldGoOnBitForBitWithRelabellingAndConsensusAlongTracks() {
        assertGoesOnBitForBit(ALL_ON);
    }

    @Test
    void shouldGoOnBitForBitWhicheverGuardIsSwitched() {
        assertGoesOnBitForBit(TrainerConfig.defaults().withGuards(EnumSet.allOf(Guard.class)));
        assertGoesOnBitForBit(TrainerConfig.defaults().toggled(Guard.BALANCED_MEMORY));
    }

    private static void assertGoesOnBitForBit(TrainerConfig config) {
        Checkpoint published;
        byte[] memory;
        Checkpoint uninterrupted;
        try (OnlineTrainer trainer = trainer(config, TinyBootstrap.checkpoint())) {
            // Published in the middle of a round: steps are due and must not be lost.
            RECORDS.subList(0, HALF).forEach(trainer::admit);
            for (int i = 0; i < 5; i++) {
                trainer.step();
            }
            assertThat(trainer.stepsDue()).isPositive();
            published = trainer.candidate();
            trainer.published(published);
            memory = trainer.memory().toByteArray();
            train(trainer);
            uninterrupted = trainer.candidate();
        }
        try (OnlineTrainer restarted = trainer(config, published)) {
            restarted.resume(parse(memory));
            assertThat(restarted.memory()).isEqualTo(parse(memory));
            train(restarted);
            assertThat(restarted.candidate().tensors()).isEqualTo(uninterrupted.tensors());
            assertThat(restarted.candidate().manifest()).isEqualTo(uninterrupted.manifest());
        }
        try (OnlineTrainer forgetful = trainer(config, published)) {
            train(forgetful);
            assertThat(forgetful.candidate().tensors()).isNotEqualTo(uninterrupted.tensors());
        }
    }

    private static void train(OnlineTrainer trainer) {
        for (PseudoLabelledSample record : RECORDS.subList(HALF, RECORDS.size())) {
            while (trainer.stepsDue() > 0) {
                trainer.step();
            }
            trainer.admit(record);
        }
    }

    @Test
    void shouldNotTakeAMemoryWhileItsWeightsArePublishedNowhere() {
        try (OnlineTrainer trainer = trainer(ALL_ON, TinyBootstrap.checkpoint())) {
            RECORDS.forEach(trainer::admit);
            trainer.step();
            assertThatThrownBy(trainer::memory).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldRefuseAMemoryOfAnotherFormat() {
        assertRefused(m -> m.setFormat(2), "format 2");
        assertRefused(m -> m.setFormat(0), "format 0");
    }

    @Test
    void shouldRefuseAMemoryThatDoesNotFitTheModel() {
        assertRefused(m -> m.getRecordsBuilder().addPrior(1), "11 values");
        assertRefused(m -> m.getSamplesBuilder().clearOffered(), "memory of 0 classes");
        assertRefused(m -> m.getSamplesBuilder().getHeldBuilder(0).setLabel(10), "label 10");
        assertRefused(m -> m.getOptimiserBuilder().getTensorsBuilder(0).setName("point/other"), "unknown tensor");
        assertRefused(m -> m.getOptimiserBuilder().getTensorsBuilder(0).setFirst(ByteString.copyFrom(new byte[4])),
                "1 values");
    }

    @Test
    void shouldRefuseMomentsThatAreNoNumbers() {
        OptimiserMoments moments = memory().getOptimiser();
        byte[] bytes = moments.getTensors(0).getSecond().toByteArray();
        bytes[2] = (byte) 0xc0;
        bytes[3] = 0x7f;
        assertRefused(m -> m.getOptimiserBuilder().getTensorsBuilder(0).setSecond(ByteString.copyFrom(bytes)), "NaN");
    }

    private static void assertRefused(Consumer<LearnerMemory.Builder> change, String why) {
        LearnerMemory.Builder memory = memory().toBuilder();
        change.accept(memory);
        try (OnlineTrainer trainer = trainer(ALL_ON, TinyBootstrap.checkpoint())) {
            assertThatThrownBy(() -> trainer.resume(memory.build())).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(why);
        }
    }

    private static LearnerMemory memory() {
        try (OnlineTrainer trainer = trainer(ALL_ON, TinyBootstrap.checkpoint())) {
            RECORDS.forEach(trainer::admit);
            trainer.step();
            trainer.published(trainer.candidate());
            return trainer.memory();
        }
    }

    private static LearnerMemory parse(byte[] memory) {
        try {
            return LearnerMemory.parseFrom(memory);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static OnlineTrainer trainer(TrainerConfig config, Checkpoint from) {
        return new OnlineTrainer(config, from, TinyBootstrap.anchors(), 7);
    }
}
