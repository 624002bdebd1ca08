package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of a few steps on few frames (seed 3): what it has learnt is no matter here. */
class PretrainCommandTest {

    @Test
    void shouldStateTheStepsItMadeAndSkippedInTheCard(@TempDir Path folder) throws IOException {
        assertThat(Understudy.commandLine().execute("pretrain", "--seed=3", "--steps=4", "--frames=12",
                "--held-out-frames=3", "--out=" + folder)).isZero();
        JsonNode card = new ObjectMapper().readTree(folder.resolve("card.json").toFile());
        assertThat(card.at("/stepCounts/made").asInt()).isEqualTo(4);
        assertThat(card.at("/stepCounts/discarded/notFinite").asInt(-1)).isZero();
    }
}
