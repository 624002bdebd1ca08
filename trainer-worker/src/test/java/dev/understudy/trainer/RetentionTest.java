package dev.understudy.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.understudy.proto.v1.CheckpointChunk;
import dev.understudy.proto.v1.ModelRef;
import dev.understudy.proto.v1.TrainerState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private final Retention retention = new Retention(2);

    @Test
    void shouldKeepTheNewestTheLiveItsPredecessorAndWhatSomebodyWentBackTo() {
        for (long version = 1; version <= 9; version++) {
            retention.stored(chunk(version, 1));
        }
        TrainerState state = TrainerState.newBuilder().setLastVersion(9).setCheckpoint(ref(5)).setFallback(ref(4))
                .addPinned(2).build();
        assertThat(retention.expired(state)).containsExactly(1L, 3L, 6L, 7L);
    }

    @Test
    void shouldDeleteTheManifestBeforeEveryChunk() {
        retention.stored(chunk(3, 2));
        assertThat(retention.tombstones("student", List.of(3L))).allMatch(record -> record.value() == null)
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsExactly("student/000000000003/manifest", "student/000000000003/00000",
                        "student/000000000003/00001");
    }

    @Test
    void shouldNotDeleteWhatIsDeletedAlready() {
        retention.stored(chunk(1, 1));
        retention.forgotten(1);
        retention.stored(chunk(2, 1));
        retention.stored(chunk(3, 1));
        assertThat(retention.expired(TrainerState.newBuilder().setLastVersion(3).build())).isEmpty();
    }

    @Test
    void shouldNotBelieveAnAbsurdNumberOfChunks() {
        retention.stored(chunk(1, Integer.MAX_VALUE));
        assertThat(retention.tombstones("student", List.of(1L))).hasSize(129);
        retention.stored(chunk(2, -1));
        assertThat(retention.tombstones("student", List.of(2L))).hasSize(1);
    }

    @Test
    void shouldNotLetAForgedVersionTakeAPublishedOnesPlace() {
        for (long version : new long[] {1, 2, 3, 1_000_000, 1_000_001}) {
            retention.stored(chunk(version, 1));
        }
        assertThat(retention.expired(TrainerState.newBuilder().setLastVersion(3).build())).containsExactly(1L);
    }

    private static CheckpointChunk chunk(long version, int count) {
        return CheckpointChunk.newBuilder().setModel("student").setVersion(version).setCount(count)
                .setData(ByteString.EMPTY).build();
    }

    private static ModelRef ref(long version) {
        return ModelRef.newBuilder().setModel("student").setVersion(version).build();
    }
}
