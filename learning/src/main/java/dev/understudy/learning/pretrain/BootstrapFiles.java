package dev.understudy.learning.pretrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.train.SourceAnchors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that ship: checkpoint, its digest, anchors, and a card that says how they were made. */
public final class BootstrapFiles {

    private static final String CHECKPOINT = "student" + CheckpointFile.EXTENSION;
    private static final String ANCHORS = "anchors.gz";
    private static final String CARD = "card.json";

    private BootstrapFiles() {
    }

    /**
     * Writes all four files into a folder and returns the card.
     *
     * @param origin where model and objects came from, for the card
     */
    public static Map<String, Object> write(Path folder, PretrainResult result, PretrainConfig config,
            Map<String, Object> origin) throws IOException {
        Files.createDirectories(folder);
        EncodedCheckpoint encoded = CheckpointCodec.encodeUnsigned(result.checkpoint());
        CheckpointFile.write(folder.resolve(CHECKPOINT), encoded);
        String digest = HexFormat.of().formatHex(encoded.ref().getDigest().toByteArray());
        Files.writeString(folder.resolve(CHECKPOINT + ".sha256"), digest + "\n");
        Architecture architecture = Architecture.parse(result.checkpoint().manifest().getArchitecture());
        try (OutputStream out = Files.newOutputStream(folder.resolve(ANCHORS))) {
            SourceAnchors.write(out, result.anchors(), result.canary(), architecture.points());
        }
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("model", result.checkpoint().manifest().getModel());
        card.put("manifestSha256", digest);
        card.put("taxonomy", result.checkpoint().manifest().getTaxonomyVersion());
        card.put("seed", config.seed());
        card.put("config", config);
        card.put("architecture", architecture);
        card.put("origin", origin);
        card.put("stepCounts", result.steps());
        card.put("anchors", result.anchors().size());
        card.put("canary", result.canary().size());
        card.put("heldOutSourceScores", result.scores());
        card.put("maths", MathsReport.now());
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Files.writeString(folder.resolve(CARD), json.writeValueAsString(card) + "\n");
        return card;
    }
}
