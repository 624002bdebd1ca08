package dev.understudy.learning.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.MemoryArchive;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.v1.LearnerMemory;
import dev.understudy.proto.v1.TrainerState;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A trainer's state as every released format wrote it is read for ever. */
class MemoryFixtureTest {

    @Test
    void shouldGoOnFromFormatOneForEver() throws IOException {
        TrainerState state = TrainerState.parseFrom(bytes("format-1.state"));
        VerifiedCheckpoint checkpoint = checkpoint("format-1.uckpt", state);
        assertThat(state.getPositionsMap()).containsExactly(Map.entry(0, 41L));
        LearnerMemory memory = LearnerMemory.parseFrom(MemoryArchive.unpack(state.getMemory(),
                Map.of(0, bytes("format-1.memory")), checkpoint.ref()).content().orElseThrow());
        try (OnlineTrainer trainer = new OnlineTrainer(MemoryFixture.CONFIG, checkpoint.checkpoint(),
                new SourceAnchors(List.of(), List.of()), 99)) {
            trainer.resume(memory);
            assertThat(trainer.memory()).isEqualTo(memory);
            assertThat(trainer.steps()).isEqualTo(2);
            assertThat(Arrays.stream(trainer.memorySizes()).sum()).isEqualTo(4);
            assertThat(trainer.admitted()).isEqualTo(state.getAdmittedSamples());
            MemoryFixture.records(2, 5).forEach(trainer::admit);
            assertThat(trainer.step().applied()).isTrue();
        }
    }

    private static VerifiedCheckpoint checkpoint(String name, TrainerState state) throws IOException {
        try (InputStream in = MemoryFixtureTest.class.getResourceAsStream("/memory/" + name)) {
            return CheckpointFile.read(in, name,
                    ManifestTrust.pinned(state.getCheckpoint().getDigest().toByteArray()),
                    AssemblyLimits.defaults());
        }
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = MemoryFixtureTest.class.getResourceAsStream("/memory/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
