package dev.understudy.learning.train;

import dev.understudy.learning.SyntheticObjects;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.checkpoint.MemoryArchive;
import dev.understudy.learning.checkpoint.Tensor;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.CrossModalModel;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.v1.CheckpointManifest;
import dev.understudy.proto.v1.PseudoLabelledSample;
import dev.understudy.proto.v1.TrainerState;
import dev.understudy.proto.v1.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the fixtures of a trainer's state: run once by the commit that releases a format, with a folder as argument.
 * What it once wrote stays as it is and is read for ever.
 */
public final class MemoryFixture {

    static final Architecture ARCHITECTURE = new Architecture(Architecture.LITE, 16, 32, List.of(4, 4), 2, 4,
            List.of(8, 8, 8), 4, 4, 16f);
    static final TrainerConfig CONFIG = new TrainerConfig(new BatchConfig(2, 2, 0, false),
            new MemoryConfig(4, 2, 10, 2), new Pace(4, 2),
            new OptimiserConfig(5e-4f, .01f, 1, 5, 60, Branches.BOTH),
            Objective.withoutTokens(.5f, .1f, .5f), Views.of(.45), Guard.defaults()).and(Guard.TRACK_CONSENSUS);

    private MemoryFixture() {
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        String name = "format-" + OnlineTrainer.MEMORY_FORMAT;
        SourceAnchors none = new SourceAnchors(List.of(), List.of());
        try (OnlineTrainer trainer = new OnlineTrainer(CONFIG, untrained(), none, 3)) {
            records(4, 1).forEach(trainer::admit);
            trainer.step();
            trainer.step();
            trainer.published(trainer.candidate());
            EncodedCheckpoint checkpoint = CheckpointCodec.encodeUnsigned(trainer.candidate());
            try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".uckpt"))) {
                CheckpointFile.write(out, checkpoint);
            }
            MemoryArchive archive =
                    MemoryArchive.pack(trainer.memory().toByteArray(), checkpoint.ref()).orElseThrow();
            Files.write(folder.resolve(name + ".memory"), archive.chunks().get(0));
            Files.write(folder.resolve(name + ".state"), TrainerState.newBuilder().setModel("student")
                    .setCheckpoint(checkpoint.ref()).putPositions(0, 41).setLastVersion(1).setLastEpoch(2)
                    .setTrainingSteps(2).setAdmittedSamples(trainer.admitted())
                    .setMemory(archive.description()).build().toByteArray());
        }
    }

    /** Objects as a sure stream would judge them. */
    static List<PseudoLabelledSample> records(int perClass, long seed) {
        List<PseudoLabelledSample> out = new ArrayList<>();
        for (LabelledObject object : SyntheticObjects.perClass(perClass, 0.3, seed)) {
            PseudoLabelledSample.Builder record = PseudoLabelledSample.newBuilder()
                    .setRobotId("robot-" + out.size() % 3)
                    .setCluster(object.cluster().toBuilder().setTrackId(1 + out.size() / 2)).setLabel(object.label())
                    .setVerdict(Verdict.ACCEPTED).setConfidence(0.9f).setPointWeight(1).setTaxonomyVersion("road-v1");
            for (int k = 0; k < SyntheticObjects.CLASSES; k++) {
                float p = k == object.label() ? 0.91f : 0.01f;
                record.addPointDistribution(p).addImageDistribution(p);
            }
            out.add(record.build());
        }
        return out;
    }

    private static Checkpoint untrained() {
        Taxonomy taxonomy = Taxonomy.shipped("road-v1");
        Map<String, Tensor> tensors = new TreeMap<>();
        new CrossModalModel(ARCHITECTURE).initialise(taxonomy.size(), 1).forEach((name, tensor) -> {
            if (name.equals(Checkpoint.CLASSES)) {
                tensors.put(name, tensor);
            } else {
                tensors.put(Checkpoint.STUDENT_PREFIX + name, tensor);
                tensors.put(Checkpoint.TEACHER_PREFIX + name, tensor);
            }
        });
        CheckpointManifest.Builder manifest = CheckpointManifest.newBuilder().setModel("student").setVersion(1)
                .setEpoch(2).setTaxonomyVersion(taxonomy.version()).addAllClassNames(taxonomy.classNames())
                .setArchitecture(ARCHITECTURE.toJson()).setServing("teacher").setRule("joint-mean").setPointWeight(1);
        taxonomy.classNames().forEach(name -> manifest.addClassThresholds(0.5f).addClassPrior(0.1f));
        return new Checkpoint(manifest.build(), tensors);
    }
}
