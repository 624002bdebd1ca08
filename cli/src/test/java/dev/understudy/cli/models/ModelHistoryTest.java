package dev.understudy.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.KeyRing;
import dev.understudy.learning.checkpoint.Signer;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.proto.Topics;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.LifecycleEvent;
import dev.understudy.proto.v1.LifecycleKind;
import dev.understudy.proto.v1.ModelRef;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ModelHistoryTest {

    private static final byte[] KEY = "student".getBytes(StandardCharsets.UTF_8);
    private final Signer signer = Signer.generate();
    private final ModelHistory history = new ModelHistory("student", KeyRing.of(signer.publicKey()));
    private long offset;

    @Test
    void shouldTellTheStateOfEveryVersion() {
        publish(1, 2);
        decide(LifecycleKind.PROMOTED, 1, 2, 100, signer);
        decide(LifecycleKind.CANDIDATE, 2, 3, 200, signer);
        decide(LifecycleKind.REJECTED, 2, 4, 201, signer);
        publish(3, 6);
        decide(LifecycleKind.PROMOTED, 3, 6, 300, signer);
        publish(4, 8);
        publish(5, 5);

        assertThat(history.versions()).extracting(ModelVersion::version, ModelVersion::state).containsExactly(
                tuple(1L, "superseded"),
                tuple(2L, "rejected"),
                tuple(3L, "superseded"),
                tuple(4L, "live"),
                tuple(5L, "undecided"));
    }

    @Test
    void shouldTellWhatWasDecidedAtATime() {
        decide(LifecycleKind.PROMOTED, 1, 2, 100, signer);
        decide(LifecycleKind.PROMOTED, 2, 4, 200, signer);
        decide(LifecycleKind.ROLLED_BACK, 1, 5, 300, signer);

        assertThat(history.liveDecision(99)).isEmpty();
        assertThat(history.liveDecision(100).orElseThrow().version()).isEqualTo(1);
        assertThat(history.liveDecision(299).orElseThrow().version()).isEqualTo(2);
        assertThat(history.liveDecision(300).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void shouldStillTellWhatWasLiveWhenItsCheckpointIsDeleted() {
        publish(1, 2);
        decide(LifecycleKind.PROMOTED, 1, 2, 100, signer);
        decide(LifecycleKind.PROMOTED, 2, 4, 200, signer);
        history.takeCheckpoint(new ConsumerRecord<>("topic", 0, offset++,
                "student/000000000001/manifest".getBytes(StandardCharsets.UTF_8), null));

        assertThat(history.liveDecision(150).orElseThrow().version()).isEqualTo(1);
        assertThat(history.manifest(1)).isEmpty();
        assertThat(history.versions()).extracting(ModelVersion::version, ModelVersion::state, v -> v.bytes() > 0)
                .containsExactly(tuple(1L, "superseded", false), tuple(2L, "live", false));
    }

    @Test
    void shouldTellSinceWhenTrainingIsFrozen() {
        decide(LifecycleKind.PROMOTED, 1, 2, 100, signer);
        decide(LifecycleKind.FROZEN, 1, 3, 150, Signer.generate());
        assertThat(history.frozen()).isEmpty();
        decide(LifecycleKind.ROLLED_BACK, 2, 4, 200, signer);
        decide(LifecycleKind.FROZEN, 2, 5, 201, signer);
        assertThat(history.frozen().orElseThrow().event().getEpoch()).isEqualTo(5);
        assertThat(history.versions()).extracting(ModelVersion::state).containsExactly("superseded", "live");
        decide(LifecycleKind.RESUMED, 2, 6, 300, signer);
        assertThat(history.frozen()).isEmpty();
    }

    @Test
    void shouldTellWhichRobotsTeachNothing() {
        decide(LifecycleKind.PROMOTED, 1, 2, 100, signer);
        trust(LifecycleKind.ROBOT_DISTRUSTED, "r7", 3);
        trust(LifecycleKind.ROBOT_DISTRUSTED, "r8", 4);
        trust(LifecycleKind.ROBOT_TRUSTED, "r8", 5);
        assertThat(history.distrusted()).extracting(entry -> entry.event().getRobot()).containsExactly("r7");
        assertThat(history.versions()).as("they are of no version").extracting(ModelVersion::version)
                .containsExactly(1L);
    }

    private void trust(LifecycleKind kind, String robot, long epoch) {
        byte[] event = event(kind, 0, epoch, 100 * epoch).setRobot(robot).build().toByteArray();
        take(event, signer);
    }

    @Test
    void shouldTakeNoDecisionThatNoTrustedKeySigned() {
        decide(LifecycleKind.PROMOTED, 1, 2, 100, signer);
        decide(LifecycleKind.PROMOTED, 7, 99, 150, Signer.generate());
        history.takeLifecycle(record(event(LifecycleKind.PROMOTED, 8, 100, 160).build().toByteArray()));

        assertThat(history.liveDecision(Long.MAX_VALUE).orElseThrow().version()).isEqualTo(1);
        assertThat(history.untrusted()).isEqualTo(2);
    }

    @Test
    void shouldTellWhatEachInstanceHadAdopted() {
        report("a", 1, 2, 110);
        report("b", 1, 2, 130);
        report("a", 2, 4, 210);

        LiveAt live = LiveAt.of(history, 205, null);

        assertThat(live.instances()).extracting(l -> l.instance() + " " + l.version()).containsExactly("a 1", "b 1");
        assertThat(LiveAt.of(history, 120, null).instances()).extracting(LiveAt.Live::instance).containsExactly("a");
        assertThat(live.at()).isEqualTo("1970-01-01T00:00:00.000000205Z");
    }

    @Test
    void shouldKnowNoVersionThatWasOnlyAskedFor() {
        history.takeLifecycle(record(event(LifecycleKind.ROLLBACK_REQUESTED, 9, 0, 100).build().toByteArray()));
        decide(LifecycleKind.REQUEST_REFUSED, 9, 1, 110, signer);

        assertThat(history.versions()).isEmpty();
        assertThat(history.entries(9)).hasSize(2);
        assertThat(history.untrusted()).isZero();
    }

    @Test
    void shouldPassOverWhatIsNoRecordOfOurs() {
        history.takeLifecycle(record(new byte[] {1, 2, 3}));
        history.takeCheckpoint(record(null));
        history.takeCheckpoint(record(new byte[] {-1}));

        assertThat(history.versions()).isEmpty();
        assertThat(history.untrusted()).isEqualTo(2);
    }

    private void publish(long version, long epoch) {
        EncodedCheckpoint encoded = CheckpointCodec.encode(new Checkpoint(CheckpointManifest.newBuilder()
                .setModel("student").setVersion(version).setEpoch(epoch).build(),
                Map.of("w", new Tensor(new long[] {1}, new float[] {version}))), signer);
        encoded.records().forEach(chunk -> history.takeCheckpoint(record(chunk.toByteArray())));
    }

    private void decide(LifecycleKind kind, long version, long epoch, long at, Signer by) {
        take(event(kind, version, epoch, at).build().toByteArray(), by);
    }

    private void take(byte[] value, Signer by) {
        ConsumerRecord<byte[], byte[]> record = record(value);
        record.headers().add(Topics.HEADER_KEY_ID, by.keyId().getBytes(StandardCharsets.UTF_8));
        record.headers().add(Topics.HEADER_SIGNATURE, by.sign(value));
        history.takeLifecycle(record);
    }

    private void report(String instance, long version, long epoch, long at) {
        history.takeLifecycle(record(event(LifecycleKind.ADOPTED, version, epoch, at).setInstance(instance).build()
                .toByteArray()));
    }

    private static LifecycleEvent.Builder event(LifecycleKind kind, long version, long epoch, long at) {
        return LifecycleEvent.newBuilder().setKind(kind).setEpoch(epoch).setAtNs(at)
                .setModel(ModelRef.newBuilder().setModel("student").setVersion(version));
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>("topic", 0, offset++, KEY, value);
    }
}
