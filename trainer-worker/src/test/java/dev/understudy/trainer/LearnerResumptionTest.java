package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.MemoryArchive;
import dev.understudy.learning.checkpoint.NewestCheckpoint;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.v1.TrainerState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearnerResumptionTest {

    private static final byte[] MEMORY = {4, 5, 6};

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScriptedLearner learner = new ScriptedLearner();
    private final VerifiedCheckpoint published = published();
    private final MemoryArchive archive = MemoryArchive.pack(MEMORY, published.ref()).orElseThrow();
    private final TrainerState state = TrainerState.newBuilder().setModel("student").setCheckpoint(published.ref())
            .setMemory(archive.description()).build();

    @Test
    void shouldResumeTheMemoryOfTheCheckpoint() {
        start(state, Map.of(0, archive.chunks().get(0)));
        assertThat(learner.resumed).isEqualTo(MEMORY);
    }

    @Test
    void shouldBeginAnewWithoutAMemory() {
        start(state.toBuilder().clearMemory().build(), Map.of());
        assertThat(learner.resumed).isNull();
        assertThat(meters.find(TrainerMetrics.MEMORY_REFUSED).counter()).isNull();
    }

    @Test
    void shouldBeginAnewAndCountADamagedMemory() {
        byte[] flipped = archive.chunks().get(0).clone();
        flipped[3] ^= 1;
        start(state, Map.of(0, flipped));
        assertThat(learner.resumed).isNull();
        assertThat(refused("digest")).isEqualTo(1);
    }

    @Test
    void shouldBeginAnewAndCountAMemoryThatLacksAChunk() {
        start(state, Map.of());
        assertThat(refused("missing-chunk")).isEqualTo(1);
    }

    @Test
    void shouldBeginAnewAndCountAMemoryThatDoesNotFit() {
        learner.forgetful = true;
        start(state, Map.of(0, archive.chunks().get(0)));
        assertThat(learner.closed).isTrue();
        assertThat(refused("does-not-fit")).isEqualTo(1);
    }

    private void start(TrainerState of, Map<Integer, byte[]> chunks) {
        Learner started = new LearnerResumption(learner::from, new TrainerMetrics(meters))
                .from(published.checkpoint(), new Recovery(Optional.of(published), of, chunks));
        assertThat(started).isSameAs(learner);
    }

    private double refused(String reason) {
        return meters.get(TrainerMetrics.MEMORY_REFUSED).tag("reason", reason).counter().count();
    }

    private static VerifiedCheckpoint published() {
        Signer signer = Signer.generate();
        NewestCheckpoint newest =
                new NewestCheckpoint("student", KeyRing.of(signer.publicKey()), AssemblyLimits.defaults());
        Checkpoint bootstrap = ScriptedLearner.BOOTSTRAP;
        CheckpointCodec.encode(new Checkpoint(bootstrap.manifest().toBuilder().setModel("student").build(),
                bootstrap.tensors()), signer).records().forEach(newest::take);
        return newest.newest().orElseThrow();
    }
}
