package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.learning.pretrain.DataSummary;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.pretrain.BootstrapData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("training")
class PretrainCommandTest {

    private static final long SEED = 5;
    private static final int FRAMES = 4; // enough for an object of every class
    private static final int HELD_OUT_FRAMES = 1;

    @TempDir
    private Path folder;

    @Test
    void shouldNameTheCommitAndTheDataInTheCard() throws IOException {
        int exit = Understudy.commandLine().execute("pretrain", "--out", folder.toString(), "--seed", "" + SEED,
                "--frames", "" + FRAMES, "--held-out-frames", "" + HELD_OUT_FRAMES, "--steps", "1");
        assertThat(exit).isZero();
        ObjectMapper json = new ObjectMapper();
        JsonNode origin = json.readTree(folder.resolve("card.json").toFile()).get("origin");
        BootstrapData data = new BootstrapData(SEED, FRAMES, HELD_OUT_FRAMES);
        Taxonomy taxonomy = Taxonomy.shipped("road-v1");
        assertThat(origin.get("commit").asText()).isEqualTo(SourceCommit.current());
        assertThat(json.treeToValue(origin.get("train"), DataSummary.class))
                .isEqualTo(DataSummary.of(data.train(taxonomy, (done, of) -> { }), taxonomy));
        assertThat(json.treeToValue(origin.get("heldOut"), DataSummary.class))
                .isEqualTo(DataSummary.of(data.heldOut(taxonomy, (done, of) -> { }), taxonomy));
    }

    @Test
    void shouldStateTheStepsItMadeAndSkippedInTheCard() throws IOException {
        assertThat(Understudy.commandLine().execute("pretrain", "--seed=3", "--steps=4", "--frames=12",
                "--held-out-frames=3", "--out=" + folder)).isZero();
        JsonNode card = new ObjectMapper().readTree(folder.resolve("card.json").toFile());
        assertThat(card.requiredAt("/stepCounts/made").asInt()).isEqualTo(4);
        assertThat(card.requiredAt("/stepCounts/discarded/notFinite").asInt(-1)).isZero();
    }
}
