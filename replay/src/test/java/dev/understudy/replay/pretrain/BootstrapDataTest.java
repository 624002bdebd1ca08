package dev.understudy.replay.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.pretrain.DataSummary;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The first frames of the shipped recipe's drives, by digest. A failure means that simulator or perception make other
 * objects than they did: a model made now is made from other data than the one that ships. When that is meant, pin what
 * the failure prints, and state it in the note of the shipped card.
 */
class BootstrapDataTest {

    private static final Taxonomy TAXONOMY = Taxonomy.shipped("road-v1");
    private static final BootstrapData SLICE = BootstrapData.defaults().first(2);

    @Test
    void shouldMakeTheTrainingObjectsThatItMadeWhenTheDigestWasPinned() {
        assertThat(pinned(SLICE.train(TAXONOMY, (done, of) -> { }))).isEqualTo("204 objects, 168 with a crop, points "
                + "244ab16212a2dc250a9257a51b2bd881398975f6f3adb4d58090f7f895f007fa, crops "
                + "498ddcd48165f4ac570a7c4af7eae71a36be8c177143fcbd71b5e2c30a6712a5");
    }

    @Test
    void shouldMakeTheHeldOutObjectsThatItMadeWhenTheDigestWasPinned() {
        assertThat(pinned(SLICE.heldOut(TAXONOMY, (done, of) -> { }))).isEqualTo("199 objects, 168 with a crop, points "
                + "5ec9f1d04dd85b2f5d9ee662d43364432ff19c595185a8b8e2605bc161847e90, crops "
                + "ca5a48c196bacd4e76ec375fb88e05cfea8b7067f870d19ee667927ffa942af3");
    }

    @Test
    void shouldBeTheRecipeOfTheShippedCard() throws IOException {
        try (InputStream in = BootstrapCheckpoint.class.getResourceAsStream("/bootstrap/card.json")) {
            Map<?, ?> origin = (Map<?, ?>) new ObjectMapper().readValue(in, Map.class).get("origin");
            BootstrapData.defaults().describe().forEach((name, value) ->
                    assertThat(origin.get(name)).as(name).hasToString(value.toString()));
        }
    }

    @Test
    void shouldDriveAlongOtherStreetsForAnotherSeed() {
        List<LabelledObject> train = new BootstrapData(SLICE.seed() + 1, 1, 1).train(TAXONOMY, (done, of) -> { });
        List<LabelledObject> shipped = SLICE.first(1).train(TAXONOMY, (done, of) -> { });
        assertThat(DataSummary.of(train, TAXONOMY).pointsSha256())
                .isNotEqualTo(DataSummary.of(shipped, TAXONOMY).pointsSha256());
    }

    @Test
    void shouldReportEveryFrame() {
        List<String> seen = new ArrayList<>();
        SLICE.first(1).heldOut(TAXONOMY, (done, of) -> seen.add(done + "/" + of));
        assertThat(seen).containsExactly("1/6", "2/6", "3/6", "4/6", "5/6", "6/6");
    }

    private static String pinned(List<LabelledObject> objects) {
        DataSummary data = DataSummary.of(objects, TAXONOMY);
        return data.objects() + " objects, " + data.withCrop() + " with a crop, points " + data.pointsSha256()
                + ", crops " + data.cropsSha256();
    }
}
