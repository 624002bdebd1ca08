package dev.understudy.learning.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.v1.Cluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DataSummaryTest {

    private static final Taxonomy TAXONOMY = Taxonomy.shipped("road-v1");
    private static final long SEED = 3;
    private static final List<LabelledObject> OBJECTS = SyntheticObjects.perClass(2, 0, SEED);
    private static final DataSummary SUMMARY = DataSummary.of(OBJECTS, TAXONOMY);

    @Test
    void shouldCountObjectsByClass() {
        assertThat(SUMMARY.objects()).isEqualTo(2 * TAXONOMY.size());
        assertThat(SUMMARY.perClass().keySet()).containsExactlyElementsOf(TAXONOMY.classes());
        assertThat(SUMMARY.perClass().values()).containsOnly(2);
    }

    @Test
    void shouldCountAClassWithoutObjects() {
        assertThat(DataSummary.of(List.of(), TAXONOMY).perClass().values()).hasSize(TAXONOMY.size()).containsOnly(0);
    }

    @Test
    void shouldBeTheSameForTheSameObjects() {
        assertThat(DataSummary.of(SyntheticObjects.perClass(2, 0, SEED), TAXONOMY)).isEqualTo(SUMMARY);
    }

    @Test
    void shouldNoticeAnotherOrder() {
        List<LabelledObject> reversed = new ArrayList<>(OBJECTS);
        Collections.reverse(reversed);
        assertThat(DataSummary.of(reversed, TAXONOMY).pointsSha256()).isNotEqualTo(SUMMARY.pointsSha256());
    }

    @Test
    void shouldNoticeAPointThatHasMovedByOneUnit() {
        DataSummary changed = changed(c -> c.getPointsBuilder().setXyz(flipped(c.getPoints().getXyz())));
        assertThat(changed.pointsSha256()).isNotEqualTo(SUMMARY.pointsSha256());
        assertThat(changed.cropsSha256()).isEqualTo(SUMMARY.cropsSha256());
    }

    @Test
    void shouldNoticeAnotherIntensity() {
        assertThat(changed(c -> c.getPointsBuilder().setIntensity(ByteString.copyFrom(new byte[] {1}))).pointsSha256())
                .isNotEqualTo(SUMMARY.pointsSha256());
    }

    @Test
    void shouldNoticeAnotherPixel() {
        DataSummary changed = changed(c -> c.getCropBuilder().setRgb(flipped(c.getCrop().getRgb())));
        assertThat(changed.cropsSha256()).isNotEqualTo(SUMMARY.cropsSha256());
        assertThat(changed.pointsSha256()).isEqualTo(SUMMARY.pointsSha256());
    }

    @Test
    void shouldNotLookAtTheLastBitOfABox() {
        assertThat(changed(c -> c.getBoxBuilder().setX(Math.nextUp(c.getBox().getX())))).isEqualTo(SUMMARY);
    }

    /** The summary when the first object with a crop is another one. */
    private static DataSummary changed(Consumer<Cluster.Builder> change) {
        List<LabelledObject> objects = new ArrayList<>(OBJECTS);
        int first = 0;
        while (!objects.get(first).cluster().hasCrop()) {
            first++;
        }
        Cluster.Builder cluster = objects.get(first).cluster().toBuilder();
        change.accept(cluster);
        objects.set(first, new LabelledObject(cluster.build(), objects.get(first).label()));
        return DataSummary.of(objects, TAXONOMY);
    }

    private static ByteString flipped(ByteString bytes) {
        byte[] changed = bytes.toByteArray();
        changed[0] ^= 1;
        return ByteString.copyFrom(changed);
    }
}
