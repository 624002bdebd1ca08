package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.learning.TinyBootstrap;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.checkpoint.NewestCheckpoint;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.messaging.KafkaConnection;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.TrainerState;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void shouldTrustTheKeyThatSignedBeforeItsOwn(@TempDir Path folder) {
        Signer old = Signer.loadOrCreate(folder.resolve("old.key"));
        Signer own = Signer.loadOrCreate(folder.resolve("own.key"));
        TrainerSettings settings = TrainerSettings.local(KafkaConnection.to("unused:9092"), folder.resolve("own.key"));

        assertThat(newest(old, TrainerWorker.trust(settings, own))).isEmpty();
        ManifestTrust both = TrainerWorker.trust(settings.withKeyRing(folder.resolve("old.key.pub")), own);
        assertThat(newest(old, both)).hasValueSatisfying(c -> assertThat(c.ref().getVersion()).isEqualTo(7));
        assertThat(newest(own, both)).isPresent();
        assertThat(newest(Signer.generate(), both)).isEmpty();
    }

    @Test
    void shouldTellHowToTrustTheKeyOfTheCheckpointThatItGoesOnFrom() {
        NewestCheckpoint checkpoints = taken(Signer.generate(), KeyRing.of(Signer.generate().publicKey()));

        assertThatThrownBy(() -> Recovery.requireCheckpointOf(state(7, 6), checkpoints))
                .isInstanceOf(TrainerException.class)
                .hasMessageContaining("version 7 of student").hasMessageContaining("unknown-key")
                .hasMessageContaining("train --keys");
    }

    private static Optional<VerifiedCheckpoint> newest(Signer signer, ManifestTrust trust) {
        return taken(signer, trust).newest();
    }

    /** What a reader that trusts so finds where version 7 was signed so. */
    private static NewestCheckpoint taken(Signer signer, ManifestTrust trust) {
        NewestCheckpoint found = new NewestCheckpoint(MODEL, trust, AssemblyLimits.defaults());
        CheckpointCodec.encode(checkpoint(7, 14), signer).records().forEach(found::take);
        return found;
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
        NewestCheckpoint found = new NewestCheckpoint(MODEL, KeyRing.of(signer.publicKey()),
                AssemblyLimits.defaults());
        CheckpointCodec.encode(checkpoint(version, epoch), signer).records().forEach(found::take);
        return found.newest().orElseThrow();
    }

    private static Checkpoint checkpoint(long version, long epoch) {
        Checkpoint tiny = TinyBootstrap.checkpoint();
        return new Checkpoint(tiny.manifest().toBuilder().setModel(MODEL).setVersion(version).setEpoch(epoch).build(),
                tiny.tensors());
    }
}
