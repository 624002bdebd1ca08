package dev.understudy.replay.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.learning.checkpoint.AssemblyLimits;
import dev.understudy.learning.checkpoint.BootstrapCheckpoint;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.ManifestTrust;
import dev.understudy.learning.experiment.StreamObject;
import dev.understudy.learning.maths.MathsPath;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.pretrain.BootstrapFiles;
import dev.understudy.learning.pretrain.PretrainConfig;
import dev.understudy.learning.pretrain.PretrainResult;
import dev.understudy.learning.pretrain.Pretrainer;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.train.SourceAnchors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What every arm of an experiment starts from, and the labelled source objects it may rehearse.
 *
 * @param checkpoint student and teacher alike
 */
public record BaseModel(Checkpoint checkpoint, SourceAnchors anchors) {

    /** Labelled source objects a base learns from; the protocol's number. */
    static final int TRAINING = 4000;
    /** Labelled source objects of other scenes: scores and the gate's canaries. */
    static final int HELD_OUT = 2000;

    private static final int TRAINING_DRIVE = 5;
    private static final int HELD_OUT_DRIVE = 6;

    /** Labelled objects of the source by number of the drive. */
    interface Drives {
        List<StreamObject> objects(int drive, int count);
    }

    /** Is told about every step. */
    interface Progress {
        void step(int step, int of);
    }

    /** The model that ships. */
    static BaseModel shipped() {
        Checkpoint checkpoint = BootstrapCheckpoint.load().checkpoint();
        return new BaseModel(checkpoint,
                SourceAnchors.shipped(Architecture.parse(checkpoint.manifest().getArchitecture()).encoder()));
    }

    /**
     * The base of a seed: read where a run left it in the folder, else trained and left there. The same config, source
     * and drives give the same model on the same path of the native maths; that of another path is not taken.
     */
    static BaseModel of(PretrainConfig config, Taxonomy taxonomy, String source, Path folder, Drives drives,
            Progress progress) {
        try {
            Path own = folder.resolve("base-" + source + "-" + config.seed());
            Path described = own.resolve("config.json");
            String wanted = describe(config);
            if (!Files.exists(described) || !Files.readString(described).equals(wanted)) {
                Files.deleteIfExists(described);
                train(config, taxonomy, source, own, drives, progress);
                // Last: where this file is, all others are whole.
                Files.writeString(described, wanted);
            }
            return read(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(PretrainConfig config) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(config) + "\n" + MathsPath.current() + "\n";
    }

    private static void train(PretrainConfig config, Taxonomy taxonomy, String source, Path own, Drives drives,
            Progress progress) throws IOException {
        PretrainResult result = new Pretrainer(config, taxonomy, Architecture.defaults()).train(
                labelled(drives.objects(TRAINING_DRIVE, TRAINING)), labelled(drives.objects(HELD_OUT_DRIVE, HELD_OUT)),
                (step, of, loss) -> progress.step(step, of));
        BootstrapFiles.write(own, result, config, Map.of("domain", source));
    }

    private static List<LabelledObject> labelled(List<StreamObject> objects) {
        return objects.stream().map(o -> new LabelledObject(o.cluster(), o.truth())).toList();
    }

    private static BaseModel read(Path own) throws IOException {
        Path file = own.resolve("student" + CheckpointFile.EXTENSION);
        String digest = Files.readString(own.resolve(file.getFileName() + ".sha256")).strip();
        Checkpoint checkpoint = CheckpointFile.read(file, ManifestTrust.pinned(HexFormat.of().parseHex(digest)),
                AssemblyLimits.defaults()).checkpoint();
        try (InputStream in = Files.newInputStream(own.resolve("anchors.gz"))) {
            return new BaseModel(checkpoint, SourceAnchors.read(in,
                    Architecture.parse(checkpoint.manifest().getArchitecture()).encoder()));
        }
    }
}
