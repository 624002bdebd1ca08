package dev.understudy.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.perception.BadFrameException;
import dev.understudy.perception.cloud.PointCloud;
import dev.understudy.perception.cloud.PointCloudCodec;
import dev.understudy.proto.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedPlanTest {

    private static final long SEED = 12;
    private static final long NOW_MILLIS = 1_700_000_000_000L;
    /** Stamps of another time are longer on the wire than those of a whole second. */
    private static final long LATER_MILLIS = NOW_MILLIS + 123_456;
    private static final int ROBOTS = 2;
    private static final int FRAMES = 4;
    private static final Drive DRIVE = new Drive(SEED, ROBOTS, FRAMES);
    /** A calibration, and an image with every cloud. */
    private static final int CLEAN = ROBOTS * (1 + 2 * FRAMES);

    @Test
    void shouldSendEveryFrameOnceWithoutAFault() {
        FeedPlan plan = draw(Set.of());

        assertThat(plan.items()).hasSize(CLEAN).doesNotHaveDuplicates().noneMatch(FeedItem::poison);
        assertThat(plan.robots()).hasSize(ROBOTS);
    }

    @Test
    void shouldDrawTheSameFaultsFromTheSameSeed() {
        Set<FaultKind> faults = Set.of(FaultKind.GARBAGE_FRAMES, FaultKind.DUPLICATES, FaultKind.OUT_OF_ORDER);

        assertThat(sizes(draw(faults))).isEqualTo(sizes(draw(faults)));
        assertThat(shape(draw(faults))).isEqualTo(shape(draw(faults, LATER_MILLIS)));
    }

    @Test
    void shouldSendSomeTwice() {
        assertThat(draw(Set.of(FaultKind.DUPLICATES)).items()).hasSizeGreaterThan(CLEAN);
    }

    @Test
    void shouldKeepEveryFrameOfADisplacedPlan() {
        assertThat(draw(Set.of(FaultKind.OUT_OF_ORDER)).items()).hasSize(CLEAN).doesNotHaveDuplicates();
    }

    @Test
    void shouldPlantCloudsThatNobodyCanUse() {
        PointCloudCodec codec = new PointCloudCodec();
        List<FeedItem> poison = draw(Set.of(FaultKind.GARBAGE_FRAMES)).items().stream().filter(FeedItem::poison)
                .toList();

        assertThat(poison).isNotEmpty();
        poison.stream().filter(item -> item.record().topic().equals(Topics.LIDAR_FRAME) && isNamed(item)
                && item.record().value().length > 0).forEach(item ->
                assertThat(readable(codec, item.record().value())).isFalse());
    }

    private static boolean isNamed(FeedItem item) {
        return item.record().key() != null && item.record().key()[0] != (byte) 0xff;
    }

    private static boolean readable(PointCloudCodec codec, byte[] value) {
        try {
            codec.decode(value, false, new PointCloud());
            return true;
        } catch (BadFrameException e) {
            return false;
        }
    }

    private static List<String> shape(FeedPlan plan) {
        return plan.items().stream().map(item -> item.record().topic() + Arrays.toString(item.record().key())
                + item.poison()).toList();
    }

    private static List<Integer> sizes(FeedPlan plan) {
        return plan.items().stream().map(item -> item.record().value().length).toList();
    }

    private static FeedPlan draw(Set<FaultKind> faults) {
        return draw(faults, NOW_MILLIS);
    }

    private static FeedPlan draw(Set<FaultKind> faults, long nowMillis) {
        return FeedPlan.draw(DRIVE, "test", faults, nowMillis, new Random(SEED));
    }
}
