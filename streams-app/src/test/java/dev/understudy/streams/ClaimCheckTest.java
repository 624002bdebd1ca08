package dev.understudy.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.pairing.FrameLedgers;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.v1.ClusterSet;
import dev.understudy.proto.v1.FrameClaim;
import dev.understudy.proto.v1.PairingReason;
import dev.understudy.streams.claim.ClaimReader;
import dev.understudy.streams.claim.ClaimSettings;
import dev.understudy.streams.claim.ClaimWriter;
import dev.understudy.streams.claim.FileStore;
import dev.understudy.streams.frame.FrameSource;
import dev.understudy.streams.stage.PerceptionSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames through a claim-check store, as the stages take them. */
class ClaimCheckTest {

    private static final String ROBOT = "r1";
    private static final int FRAMES = 4;

    @TempDir
    private Path folder;
    private FileStore store;
    private ClaimWriter writer;
    private PerceptionDriver stream;

    @BeforeEach
    void open() {
        store = FileStore.open(folder);
        writer = new ClaimWriter(store, 0, Duration.ofHours(1));
        stream = driver("file:" + folder);
        stream.calibration(ROBOT);
    }

    private static PerceptionDriver driver(String location) {
        return new PerceptionDriver(PerceptionSettings.defaults(), FrameSource.empty(), ClaimReader.open(
                new ClaimSettings(location, 1 << 20), Duration.ofSeconds(30), new SimpleMeterRegistry()));
    }

    @AfterEach
    void conservesAndCloses() {
        assertThat(FrameLedgers.imbalance(stream.ledger())).isEmpty();
        stream.close();
    }

    private WireRecord claimed(String topic, byte[] value) {
        WireRecord record = writer.claim(new WireRecord(topic, ROBOT, value, Map.of(), 0));
        assertThat(record.headers()).containsEntry(Topics.HEADER_CONTENT_TYPE, Topics.CONTENT_FRAME_CLAIM);
        return record;
    }

    private void send(WireRecord record) {
        stream.send(record.topic(), record.key(), record.value(), Topics.HEADER_CONTENT_TYPE,
                Topics.CONTENT_FRAME_CLAIM);
    }

    private WireRecord lidar(int frame) {
        return claimed(Topics.LIDAR_FRAME, TestScene.lidar(frame));
    }

    private WireRecord camera(int frame) {
        return claimed(Topics.CAMERA_FRAME, TestScene.camera(TestScene.stamp(frame)));
    }

    private Path file(WireRecord claimed) throws IOException {
        return folder.resolve(FrameClaim.parseFrom(claimed.value()).getKey());
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private String deadReason() {
        List<TestRecord<byte[], byte[]>> dead = stream.dead();
        assertThat(dead).hasSize(1);
        assertThat(new String(dead.get(0).headers().lastHeader(Topics.HEADER_CONTENT_TYPE).value(),
                StandardCharsets.UTF_8)).isEqualTo(Topics.CONTENT_FRAME_CLAIM);
        return new String(dead.get(0).headers().lastHeader(Topics.HEADER_DEAD_REASON).value(),
                StandardCharsets.UTF_8);
    }

    @Test
    void shouldGiveTheSameSetsAsFramesInTheirRecords() {
        for (int i = 0; i < FRAMES; i++) {
            send(lidar(i));
            send(camera(i));
        }
        List<ClusterSet> claimed = stream.clusters();
        stream.close();
        stream = new PerceptionDriver();
        stream.calibration(ROBOT);
        for (int i = 0; i < FRAMES; i++) {
            stream.lidar(ROBOT, i);
            stream.camera(ROBOT, i);
        }

        assertThat(claimed).isEqualTo(stream.clusters()).hasSize(FRAMES - 1)
                .allMatch(set -> set.getPairing() == PairingReason.PAIRED);
    }

    @Test
    void shouldSendAClaimToTheDeadLettersWhoseCloudIsGone() throws IOException {
        WireRecord record = lidar(0);
        Files.delete(file(record));
        send(record);

        assertThat(deadReason()).isEqualTo("claim-gone");
        assertThat(stream.ledger().getLidarDeadMap()).containsEntry("claim-gone", 1L);
    }

    @Test
    void shouldSendAClaimToTheDeadLettersWhoseCloudHasAFlippedByte() throws IOException {
        WireRecord record = lidar(0);
        flip(file(record));
        send(record);

        assertThat(deadReason()).isEqualTo("claim-mismatch");
    }

    @Test
    void shouldGoOnWithoutAnImageThatIsGone() throws IOException {
        pairOf(camera -> Files.delete(file(camera)));

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing).containsExactly(PairingReason.CLAIM_GONE);
        assertThat(stream.ledger().getLidarOnlyMap()).containsEntry("claim-gone", 1L);
        assertThat(stream.ledger().getCameraDroppedMap()).containsEntry("claim-gone", 1L);
    }

    @Test
    void shouldGoOnWithoutAnImageThatHasAFlippedByte() throws IOException {
        pairOf(camera -> flip(file(camera)));

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing)
                .containsExactly(PairingReason.CLAIM_MISMATCH);
        assertThat(stream.ledger().getCameraDroppedMap()).containsEntry("claim-mismatch", 1L);
    }

    @Test
    void shouldRefuseAnImageThatIsTooLargeAsItComes() throws IOException {
        WireRecord record = camera(0);
        byte[] huge = FrameClaim.parseFrom(record.value()).toBuilder().setSize(1L << 40).build().toByteArray();
        stream.send(Topics.CAMERA_FRAME, ROBOT, huge, Topics.HEADER_CONTENT_TYPE, Topics.CONTENT_FRAME_CLAIM);

        assertThat(deadReason()).isEqualTo("claim-too-large");
        assertThat(stream.ledger().getCameraDeadMap()).containsEntry("claim-too-large", 1L);
    }

    @Test
    void shouldSayThatItHasNoStore() {
        stream.close();
        stream = driver("");
        send(lidar(0));

        assertThat(deadReason()).isEqualTo("claim-without-store");
    }

    @Test
    void shouldSendAClaimToTheDeadLettersWhoseImageCannotBeDecoded() {
        send(lidar(0));
        send(claimed(Topics.CAMERA_FRAME, TestScene.camera(TestScene.stamp(0), new byte[] {1, 2, 3})));
        send(camera(1));

        assertThat(stream.clusters()).extracting(ClusterSet::getPairing)
                .containsExactly(PairingReason.CAMERA_UNREADABLE);
        assertThat(deadReason()).isEqualTo("image-unreadable");
        assertThat(stream.ledger().getCameraDeadMap()).containsEntry("camera-unreadable", 1L);
    }

    private interface Damage {
        void to(WireRecord camera) throws IOException;
    }

    private void pairOf(Damage damage) throws IOException {
        WireRecord camera = camera(0);
        damage.to(camera);
        send(lidar(0));
        send(camera);
        send(camera(1));
    }
}
