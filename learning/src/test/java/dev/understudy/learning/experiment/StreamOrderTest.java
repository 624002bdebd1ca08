package dev.understudy.learning.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.proto.v1.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamOrderTest {

    private static final int CLASSES = 5;
    private static final long SEED = 3;

    /** Tracks of four views; class 0 is twice as frequent as any other. */
    private static List<StreamObject> pool() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<StreamObject> out = new ArrayList<>();
        for (int track = 0; track < 1000; track++) {
            int truth = Math.max(0, random.nextInt(CLASSES + 1) - 1);
            for (int view = 0; view < 4; view++) {
                out.add(new StreamObject(Cluster.getDefaultInstance(), null, truth, "r" + track % 4, "t" + track));
            }
        }
        return out;
    }

    private static double share(List<StreamObject> objects, int truth) {
        return (double) objects.stream().filter(o -> o.truth() == truth).count() / objects.size();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeTheSameForTheSameSeedAndNoLongerThanAsked(StreamOrder order) {
        List<StreamObject> first = order.arrange(pool(), 2000, SEED);
        assertThat(first).isEqualTo(order.arrange(pool(), 2000, SEED)).hasSizeBetween(1000, 2000);
        assertThat(first).isNotEqualTo(order.arrange(pool(), 2000, SEED + 1));
    }

    @Test
    void shouldTurnTheRankingOfTheClassesRoundWhenDrifting() {
        List<StreamObject> stream = StreamOrder.DRIFTING.arrange(pool(), 2000, SEED);
        int first = 0;
        int last = 0;
        List<StreamObject> early = stream.subList(0, stream.size() / 5);
        List<StreamObject> late = stream.subList(4 * stream.size() / 5, stream.size());
        for (int k = 1; k < CLASSES; k++) {
            first = share(early, k) > share(early, first) ? k : first;
            last = share(late, k) > share(late, last) ? k : last;
        }
        assertThat(share(early, first)).isGreaterThan(2 * share(late, first));
        assertThat(share(late, last)).isGreaterThan(2 * share(early, last));
    }

    @Test
    void shouldGiveSevenOfTenToOneClass() {
        assertThat(share(StreamOrder.ONE_CLASS.arrange(pool(), 1500, SEED), 0)).isBetween(0.62, 0.78);
    }

    @Test
    void shouldBringOneClassAfterTheOther() {
        List<StreamObject> stream = StreamOrder.CLASS_SORTED.arrange(pool(), 2000, SEED);
        int changes = 0;
        for (int i = 1; i < stream.size(); i++) {
            changes += stream.get(i).truth() == stream.get(i - 1).truth() ? 0 : 1;
        }
        assertThat(changes).isEqualTo(CLASSES - 1);
    }

    @Test
    void shouldTearTracksApartOnlyWhenShuffled() {
        assertThat(neighboursOfOneTrack(StreamOrder.SHUFFLED.arrange(pool(), 2000, SEED))).isLessThan(0.05);
        assertThat(neighboursOfOneTrack(StreamOrder.DRIFTING.arrange(pool(), 2000, SEED))).isGreaterThan(0.7);
    }

    private static double neighboursOfOneTrack(List<StreamObject> stream) {
        int same = 0;
        for (int i = 1; i < stream.size(); i++) {
            same += stream.get(i).track().equals(stream.get(i - 1).track()) ? 1 : 0;
        }
        return (double) same / stream.size();
    }
}
