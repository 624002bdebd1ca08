package dev.understudy.streams.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.understudy.perception.BadFrameException;
import dev.understudy.proto.Stamps;
import dev.understudy.proto.Topics;
import dev.understudy.proto.WireRecord;
import dev.understudy.proto.foxglove.CompressedImage;
import dev.understudy.proto.v1.FrameClaim;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimReaderTest {

    private static final String ROBOT = "r1";
    private static final long STAMP = 1_700_000_000_000_000_000L;
    private static final int MAX_BYTES = 5_000;

    @TempDir
    private Path folder;
    private FileStore store;
    private ClaimReader reader;
    private WireRecord image;
    private WireRecord claimed;

    @BeforeEach
    void claimAnImage() {
        store = FileStore.open(folder.resolve("store"));
        reader = reader(store, Duration.ofSeconds(20));
        image = image(STAMP, 3_000);
        claimed = new ClaimWriter(store, 1_000, Duration.ofHours(1)).claim(image);
    }

    @AfterEach
    void close() {
        reader.close();
    }

    private static ClaimReader reader(ClaimStore from, Duration patience) {
        return new ClaimReader(from, MAX_BYTES, patience, new SimpleMeterRegistry());
    }

    private static WireRecord image(long stamp, int bytes) {
        CompressedImage message = CompressedImage.newBuilder().setTimestamp(Stamps.of(stamp)).setFrameId("front")
                .setFormat("jpeg").setData(ByteString.copyFrom(new byte[bytes])).build();
        return new WireRecord(Topics.CAMERA_FRAME, ROBOT, message.toByteArray(),
                Map.of(Topics.HEADER_SEQUENCE, "7"), stamp / 1_000_000);
    }

    private FrameClaim claim() {
        return reader.claim(claimed.value(), ClaimKeys.CAMERA, ROBOT);
    }

    private byte[] changed(UnaryOperator<FrameClaim.Builder> change) {
        return change.apply(claim().toBuilder()).build().toByteArray();
    }

    private void assertRefused(String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BadFrameException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void shouldGiveTheFrameBack() {
        assertThat(claimed.value().length).isLessThan(300);
        assertThat(claimed.headers()).containsEntry(Topics.HEADER_CONTENT_TYPE, Topics.CONTENT_FRAME_CLAIM)
                .containsEntry(Topics.HEADER_SEQUENCE, "7");
        assertThat(claim().getStampNs()).isEqualTo(STAMP);
        assertThat(reader.redeem(claim())).isEqualTo(image.value());
    }

    @Test
    void shouldLeaveSmallFramesAndOtherRecordsAlone() {
        ClaimWriter writer = new ClaimWriter(store, 1_000, Duration.ofHours(1));
        WireRecord pose = new WireRecord(Topics.POSE, ROBOT, new byte[2_000], Map.of(), 0);
        WireRecord rubbish = new WireRecord(Topics.LIDAR_FRAME, ROBOT, new byte[2_000], Map.of(), 0);
        WireRecord small = image(STAMP, 500);

        assertThat(writer.claim(small)).isSameAs(small);
        assertThat(writer.claim(pose)).isSameAs(pose);
        assertThat(writer.claim(rubbish)).isSameAs(rubbish);
        assertThat(ClaimWriter.none().claim(image)).isSameAs(image);
    }

    @Test
    void shouldSayThatTheFrameIsGone() {
        store.delete(claim().getKey());

        assertRefused(ClaimReasons.GONE, () -> reader.redeem(claim()));
    }

    @Test
    void shouldRefuseAFrameOfAnotherDigestOrSize() {
        byte[] flipped = image.value().clone();
        flipped[flipped.length / 2] ^= 1;
        store.put(claim().getKey(), flipped);
        assertRefused(ClaimReasons.MISMATCH, () -> reader.redeem(claim()));

        store.put(claim().getKey(), new byte[MAX_BYTES * 2]);
        assertRefused(ClaimReasons.MISMATCH, () -> reader.redeem(claim()));
    }

    @Test
    void shouldRefuseAClaimThatLiesAboutItsFrame() {
        byte[] later = changed(claim -> claim.setStampNs(STAMP + 1));
        byte[] elsewhere = changed(claim -> claim.setFrameId("rear"));

        assertRefused(ClaimReasons.MISMATCH, () -> reader.redeem(reader.claim(later, ClaimKeys.CAMERA, ROBOT)));
        assertRefused(ClaimReasons.MISMATCH, () -> reader.redeem(reader.claim(elsewhere, ClaimKeys.CAMERA, ROBOT)));
    }

    @Test
    void shouldRefuseKeysThatAreNotOfTheRobotsSensor() {
        for (String key : new String[] {"../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1/x", "",
            ClaimKeys.of(ClaimKeys.CAMERA, "r2", STAMP, new byte[32]),
            ClaimKeys.of(ClaimKeys.LIDAR, ROBOT, STAMP, new byte[32])}) {
            assertRefused(ClaimReasons.MALFORMED,
                    () -> reader.claim(changed(claim -> claim.setKey(key)), ClaimKeys.CAMERA, ROBOT));
        }
    }

    @Test
    void shouldRefuseWhatIsNoClaim() {
        assertRefused(ClaimReasons.MALFORMED, () -> reader.claim(new byte[] {(byte) 0xff}, ClaimKeys.CAMERA, ROBOT));
        assertRefused(ClaimReasons.MALFORMED, () -> reader.claim(new byte[0], ClaimKeys.CAMERA, ROBOT));
        assertRefused(ClaimReasons.MALFORMED,
                () -> reader.claim(changed(c -> c.setContentType("text/html")), ClaimKeys.CAMERA, ROBOT));
    }

    @Test
    void shouldRefuseSizesAboveTheLimitUnread() {
        for (long size : new long[] {0, MAX_BYTES + 1, Integer.MAX_VALUE + 1L, Long.MAX_VALUE, -1}) {
            assertRefused(ClaimReasons.TOO_LARGE,
                    () -> reader.claim(changed(claim -> claim.setSize(size)), ClaimKeys.CAMERA, ROBOT));
        }
    }

    @Test
    void shouldSayThatThereIsNoStore() {
        try (ClaimReader without = reader(null, Duration.ofSeconds(1))) {
            assertRefused(ClaimReasons.WITHOUT_STORE,
                    () -> without.claim(claimed.value(), ClaimKeys.CAMERA, ROBOT));
        }
    }

    @Test
    void shouldNotWaitForAStoreThatHangsAndGoOnWhenItAnswersAgain() {
        CountDownLatch hangs = new CountDownLatch(1);
        FrameClaim claim = claim();
        try (ClaimReader bounded = reader(new Slow(store, patience -> awaitIgnoringInterrupts(hangs)),
                Duration.ofMillis(200))) {
            assertRefused(ClaimReasons.UNREACHABLE, () -> bounded.redeem(claim));
            assertRefused(ClaimReasons.UNREACHABLE, () -> bounded.redeem(claim));
            hangs.countDown();
            // Its patience is short: a busy machine may need more than one try.
            byte[] content = null;
            for (int tries = 0; content == null && tries < 100; tries++) {
                try {
                    content = bounded.redeem(claim);
                } catch (BadFrameException e) {
                    assertThat(e.reason()).isEqualTo(ClaimReasons.UNREACHABLE);
                }
            }
            assertThat(content).isEqualTo(image.value());
        }
    }

    private static void awaitIgnoringInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException hung) {
                // As a hanging network share does.
                Thread.onSpinWait();
            }
        }
    }

    private record Slow(ClaimStore store, Consumer<Duration> delay) implements ClaimStore {

        @Override
        public void put(String key, byte[] content) {
            store.put(key, content);
        }

        @Override
        public Optional<byte[]> get(String key, int limit, Duration patience) {
            delay.accept(patience);
            return store.get(key, limit, patience);
        }

        @Override
        public void delete(String key) {
            store.delete(key);
        }

        @Override
        public void list(String prefix, Consumer<StoredObject> sink) {
            store.list(prefix, sink);
        }

        @Override
        public long sweep(long beforeMillis) {
            return store.sweep(beforeMillis);
        }
    }
}
