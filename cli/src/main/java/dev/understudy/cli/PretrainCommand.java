package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.TaxonomyInput;
import dev.understudy.cli.common.UserError;
import dev.understudy.cli.maths.NetworkCommand;
import dev.understudy.cli.maths.NetworkUse;
import dev.understudy.cli.settings.LabelRules;
import dev.understudy.learning.label.LabelRule;
import dev.understudy.learning.model.Architecture;
import dev.understudy.learning.model.MathsCheck.Use;
import dev.understudy.learning.pretrain.BootstrapFiles;
import dev.understudy.learning.pretrain.DataSummary;
import dev.understudy.learning.pretrain.PretrainConfig;
import dev.understudy.learning.pretrain.PretrainException;
import dev.understudy.learning.pretrain.PretrainResult;
import dev.understudy.learning.pretrain.Pretrainer;
import dev.understudy.learning.sample.LabelledObject;
import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.replay.pretrain.BootstrapData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code understudy pretrain}: the bootstrap model from the simulator's source domain. */
@Command(name = "pretrain", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Train the bootstrap model on labelled objects of the simulator's source domain.")
public final class PretrainCommand implements Callable<Integer>, NetworkCommand {

    private static final int BAR = 30; // characters
    private static final String SHIPPED_TAXONOMY = "road-v1";

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "bootstrap",
            description = "folder for checkpoint, digest, anchors and card (default ${DEFAULT-VALUE})")
    private Path out;

    @Option(names = "--seed", defaultValue = "" + BootstrapData.SEED,
            description = "seed of drives and training (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--steps", defaultValue = "3000", description = "optimiser steps (default ${DEFAULT-VALUE})")
    private int steps;

    @Option(names = "--frames", defaultValue = "" + BootstrapData.TRAIN_FRAMES,
            description = "frames per simulated robot to train on (default ${DEFAULT-VALUE})")
    private int frames;

    @Option(names = "--held-out-frames", defaultValue = "" + BootstrapData.HELD_OUT_FRAMES,
            description = "frames per simulated robot to score on (default ${DEFAULT-VALUE})")
    private int heldOutFrames;

    @Option(names = "--rule", paramLabel = "NAME", defaultValue = "joint-mean",
            completionCandidates = LabelRules.class,
            description = "labelling rule of the model: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private String rule;

    @Option(names = "--taxonomy", paramLabel = "FILE",
            description = "classes and how data sets name them; the checkpoint carries them (default: the shipped "
                    + SHIPPED_TAXONOMY + ")")
    private Path taxonomyFile;

    @Option(names = "--family", paramLabel = "NAME", defaultValue = Architecture.LITE,
            description = "networks: " + Architecture.LITE + " or " + Architecture.TOKENS
                    + " (default ${DEFAULT-VALUE})")
    private String family;

    @Override
    public Optional<NetworkUse> networks() {
        return Optional.of(new NetworkUse(requireKnownNames(), Use.TRAINING));
    }

    @Override
    public Integer call() {
        Architecture architecture = requireKnownNames();
        Taxonomy taxonomy = taxonomyFile == null ? Taxonomy.shipped(SHIPPED_TAXONOMY)
                : TaxonomyInput.read(taxonomyFile);
        BootstrapData data = new BootstrapData(seed, frames, heldOutFrames);
        List<LabelledObject> train = data.train(taxonomy, (done, of) -> bar("simulating the training drive", done, of));
        List<LabelledObject> heldOut =
                data.heldOut(taxonomy, (done, of) -> bar("simulating the held-out drive", done, of));
        PretrainConfig config = PretrainConfig.defaults().with(seed, steps);
        PretrainResult result = pretrain(config, taxonomy, architecture, train, heldOut).withRule(rule);
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("commit", SourceCommit.current());
        origin.putAll(data.describe());
        origin.put("train", DataSummary.of(train, taxonomy));
        origin.put("heldOut", DataSummary.of(heldOut, taxonomy));
        try {
            BootstrapFiles.write(out, result, config, origin);
        } catch (IOException e) {
            throw new UserError(ExitCode.INPUT, "--out " + out + ": cannot write: " + e.getMessage(), e);
        }
        result.scores().forEach((name, score) -> System.out.printf(Locale.ROOT, "%-26s %.4f%n", name, score));
        System.out.printf(Locale.ROOT, "%d steps made, %d of them skipped: not finite%n", result.steps().made(),
                result.steps().discarded().notFinite());
        System.out.println("written to " + out);
        return ExitCode.OK;
    }

    private static PretrainResult pretrain(PretrainConfig config, Taxonomy taxonomy, Architecture architecture,
            List<LabelledObject> train, List<LabelledObject> heldOut) {
        StepGuard guard = new StepGuard();
        try {
            return new Pretrainer(config, taxonomy, architecture).train(train, heldOut, (step, of, loss) -> {
                bar("training", step, of);
                guard.pause();
            });
        } catch (PretrainException e) {
            System.err.println();
            throw new UserError(ExitCode.VIOLATION, e.getMessage(), e);
        } finally {
            guard.release();
        }
    }

    private Architecture requireKnownNames() {
        try {
            LabelRule.named(rule);
            return Architecture.ofFamily(family);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, e.getMessage(), e);
        }
    }

    private static void bar(String what, int done, int of) {
        if (done == of || done % Math.max(1, of / 100) == 0) {
            int filled = BAR * done / of;
            System.err.printf(Locale.ROOT, "\r%-30s [%s%s] %3d %%%s", what, "#".repeat(filled),
                    ".".repeat(BAR - filled), 100 * done / of, done == of ? "\n" : "");
        }
    }
}
