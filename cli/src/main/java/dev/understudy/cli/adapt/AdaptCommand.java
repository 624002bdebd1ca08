package dev.understudy.cli.adapt;

import dev.understudy.cli.classify.ClassificationReport;
import dev.understudy.cli.classify.ObjectScoring;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.cli.settings.LearningOptions;
import dev.understudy.cli.settings.ModelFlags;
import dev.understudy.cli.settings.SettingsOptions;
import dev.understudy.cli.settings.StartModel;
import dev.understudy.learning.checkpoint.Checkpoint;
import dev.understudy.learning.checkpoint.CheckpointCodec;
import dev.understudy.learning.checkpoint.CheckpointFile;
import dev.understudy.learning.checkpoint.EncodedCheckpoint;
import dev.understudy.learning.loop.LearningChoice;
import dev.understudy.learning.loop.LearningConfig;
import dev.understudy.learning.loop.Preset;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.learning.model.MathsReport;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.learning.teacher.ImageTeacher;
import dev.understudy.learning.teacher.ImageTeachers;
import dev.understudy.learning.train.SourceAnchors;
import dev.understudy.learning.train.StepCounts;
import dev.understudy.replay.objects.LabelledCluster;
import dev.understudy.replay.objects.ObjectsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code understudy adapt}: self-training on recorded frames, offline, and what it is worth on labelled objects. */
@Command(name = "adapt", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Self-train a checkpoint on the frames of recordings, without labels, and score it before and "
                + "after on labelled objects; with an image teacher also a second time with its opinions.")
public final class AdaptCommand implements Callable<Integer>, NetworkCommand {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "LOG", description = "recordings with LiDAR and camera")
    private List<Path> logs;

    @Option(names = "--score", required = true, paramLabel = "OBJECTS",
            description = "folder of labelled objects (as for classify); scored as a whole and by data set")
    private Path objects;

    @Option(names = "--image-teacher", paramLabel = "KIND:FILE",
            description = "detector:FILE.onnx (FastestDet on COCO) or clip:FILE.onnx (with FILE.onnx.json)")
    private String imageTeacher;

    @CommandLine.Mixin
    private ModelFlags model;

    @Option(names = "--keys", paramLabel = "PATH",
            description = "public keys that may have signed it; without, FILE.sha256 must lie beside it")
    private Path keys;

    @Option(names = "--passes", defaultValue = "10", description = "times over the frames (default ${DEFAULT-VALUE})")
    private int passes;

    @Option(names = "--seed", defaultValue = "1", description = "seed of training (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE",
            description = "write the adapted checkpoint (the newest weights, accepted or not), and its digest "
                    + "beside it")
    private Path out;

    @CommandLine.Mixin
    private SettingsOptions settings;

    @CommandLine.Mixin
    private LearningOptions learning;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Override
    public Optional<NetworkUse> networks() {
        return NetworkUse.of(StartModel.open(chosen().settings().model()).checkpoint().checkpoint(), Use.TRAINING);
    }

    @Override
    public Integer call() {
        if (passes < 1) {
            throw new UserError(ExitCode.USAGE, "--passes must be positive");
        }
        LearningOptions.Chosen chosen = chosen();
        StartModel start = StartModel.open(chosen.settings().model());
        Taxonomy taxonomy = start.taxonomy();
        Checkpoint bootstrap = start.checkpoint().checkpoint();
        Map<String, ObjectScoring> collections = collections(taxonomy, new ObjectsFolder(objects).read());
        List<AdaptReport.Arm> arms = new ArrayList<>();
        arms.add(new AdaptReport.Arm("bootstrap", 0, "", AdaptReport.Candidates.NONE, StepCounts.NONE,
                score(bootstrap, collections)));
        SourceAnchors anchors =
                SourceAnchors.shipped(Architecture.parse(bootstrap.manifest().getArchitecture()).encoder());
        List<AdaptFrame> frames;
        try (ImageTeacher teacher = imageTeacher == null ? null : ImageTeachers.open(imageTeacher, taxonomy)) {
            frames = new AdaptFrames(chosen.settings().perception().line(), taxonomy, teacher).read(logs);
            LearningConfig config = chosen.settings().learning();
            arms.add(train("self-trained", new SelfTraining(bootstrap, anchors, config, null), frames, collections));
            if (teacher != null) {
                arms.add(train("with " + teacher.name(), new SelfTraining(bootstrap, anchors, config, teacher.name()),
                        frames, collections));
            }
        }
        print(chosen.choice(), frames, arms);
        return ExitCode.OK;
    }

    private AdaptReport.Arm train(String name, SelfTraining training, List<AdaptFrame> frames,
            Map<String, ObjectScoring> collections) {
        SelfTraining.Outcome outcome = training.run(frames, passes, seed, pass -> {
            spec.commandLine().getErr().printf(Locale.ROOT, "\r%s: pass %d of %d%s", name, pass, passes,
                    pass == passes ? "\n" : "");
            spec.commandLine().getErr().flush();
        });
        if (out != null) {
            write(outcome.adapted());
        }
        return new AdaptReport.Arm(name, outcome.admitted(), outcome.gate(), outcome.candidates(), outcome.steps(),
                score(outcome.adapted(), collections));
    }

    private static Map<String, ObjectScoring> collections(Taxonomy taxonomy, List<LabelledCluster> all) {
        Map<String, List<LabelledCluster>> byDataset = new TreeMap<>();
        all.forEach(o -> byDataset.computeIfAbsent(o.dataset(), name -> new ArrayList<>()).add(o));
        Map<String, ObjectScoring> collections = new LinkedHashMap<>();
        collections.put("all", new ObjectScoring(taxonomy, all));
        byDataset.forEach((name, own) -> collections.put(name, new ObjectScoring(taxonomy, own)));
        return collections;
    }

    private static Map<String, Map<String, ClassificationReport.Branch>> score(Checkpoint model,
            Map<String, ObjectScoring> collections) {
        Map<String, Map<String, ClassificationReport.Branch>> scores = new LinkedHashMap<>();
        collections.forEach((name, scoring) -> scores.put(name, scoring.score(model)));
        return scores;
    }

    private void write(Checkpoint adapted) {
        EncodedCheckpoint encoded = CheckpointCodec.encodeUnsigned(adapted);
        try {
            CheckpointFile.write(out, encoded);
            Files.writeString(Path.of(out + ".sha256"),
                    HexFormat.of().formatHex(encoded.ref().getDigest().toByteArray()) + "\n");
        } catch (IOException e) {
            throw new UserError(ExitCode.INPUT, "--out " + out + ": cannot write: " + e.getMessage(), e);
        }
    }

    private void print(LearningChoice learned, List<AdaptFrame> frames, List<AdaptReport.Arm> arms) {
        int all = frames.stream().mapToInt(f -> f.set().getClustersCount()).sum();
        int judged = frames.stream().mapToInt(f -> (int) Arrays.stream(f.opinions()).filter(o -> o != null).count())
                .sum();
        AdaptReport report = new AdaptReport(learned, frames.size(), all, judged, passes,
                seed, arms, MathsReport.now());
        if (json) {
            Report.json(spec.commandLine().getOut(), report);
        } else {
            report.print(spec.commandLine().getOut());
        }
    }

    private LearningOptions.Chosen chosen() {
        return learning.choose(Preset.FEW_FRAMES, settings, model,
                tree -> tree.flag("--keys", "model.keys", keys));
    }
}
