package dev.understudy.learning.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.sample.EncodedObject;
import dev.understudy.learning.sample.EncoderConfig;
import dev.understudy.learning.sample.SampleEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointGroupsTest {

    @Test
    void shouldFindWhereAnObjectBeginsToRepeatItself() {
        assertThat(PointGroups.distinct(new float[] {1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 1, 2, 3})).isEqualTo(2);
        // The first point comes twice, but what follows it does not.
        assertThat(PointGroups.distinct(new float[] {1, 2, 3, 4, 5, 6, 1, 2, 3, 7, 8, 9})).isEqualTo(4);
        assertThat(PointGroups.distinct(new float[] {1, 1, 1, 1, 1, 1})).isEqualTo(1);
    }

    @Test
    void shouldCountGroupsAndRepeatTheLastOne() {
        PointGroups groups = PointGroups.of(List.of(object(40, 64), object(3, 64), object(64, 64)));
        assertThat(groups.count()).isEqualTo(3 + 1 + 4);
        assertThat(groups.table()).containsExactly(0, 1, 2, 2, 3, 3, 3, 3, 4, 5, 6, 7);
        assertThat(groups.pointsOf(0)).isEqualTo(48);
    }

    @Test
    void shouldLeaveOutWhatTheEncoderRepeated() {
        SampleEncoder encoder = new SampleEncoder(EncoderConfig.defaults());
        List<EncodedObject> objects = SyntheticObjects.perClass(3, 1, 5).stream()
                .map(o -> encoder.encode(o.cluster())).toList();
        assertThat(PointGroups.of(objects).count() * PointGroups.SIZE).isLessThan(30 * 128);
    }

    private static EncodedObject object(int distinct, int points) {
        float[] xyz = new float[3 * points];
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] = i % (3 * distinct);
        }
        return new EncodedObject(xyz, new float[SampleEncoder.SIDE_FEATURES], null, 1, 0);
    }
}
