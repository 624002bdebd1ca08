package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.NewestCheckpoint;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.TrainerState;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final String MODEL = "student";

    @Test
    void shouldFallBackToWhatWasLiveBeforeAnOperatorBroughtAVersionIn() {
        TrainerState state = state(5, 4);
        TrainerState next = Recovery.goingOnFrom(state, verified(8, 40));

        assertThat(next.getCheckpoint().getVersion()).isEqualTo(8);
        assertThat(next.getFallback()).isEqualTo(state.getCheckpoint());
        assertThat(next.getLastVersion()).isEqualTo(8);
        assertThat(next.getLastEpoch()).isEqualTo(40);
    }

    @Test
    void shouldKeepTheStateThatGoesWithItsCheckpoint() {
        TrainerState state = state(8, 4);
        assertThat(Recovery.goingOnFrom(state, verified(8, 16))).isEqualTo(state);
    }

    @Test
    void shouldFallBackToTheBootstrapWhereNothingWasPublishedBefore() {
        TrainerState next = Recovery.goingOnFrom(TrainerState.getDefaultInstance(), verified(3, 2));
        assertThat(next.getCheckpoint().getVersion()).isEqualTo(3);
        assertThat(next.hasFallback()).isFalse();
    }

    private static TrainerState state(long version, long fallback) {
        return TrainerState.newBuilder().setModel(MODEL).setCheckpoint(ref(version)).setFallback(ref(fallback))
                .setLastVersion(version + 1).setLastEpoch(2 * version).build();
    }

    private static ModelRef ref(long version) {
        return ModelRef.newBuilder().setModel(MODEL).setVersion(version).build();
    }

    private static VerifiedCheckpoint verified(long version, long epoch) {
        Signer signer = Signer.generate();
        Checkpoint tiny = TinyBootstrap.checkpoint();
        Checkpoint named = new Checkpoint(tiny.manifest().toBuilder().setModel(MODEL).setVersion(version)
                .setEpoch(epoch).build(), tiny.tensors());
        NewestCheckpoint found = new NewestCheckpoint(MODEL, KeyRing.of(signer.publicKey()),
                AssemblyLimits.defaults());
        CheckpointCodec.encode(named, signer).records().forEach(found::take);
        return found.newest().orElseThrow();
    }
}
