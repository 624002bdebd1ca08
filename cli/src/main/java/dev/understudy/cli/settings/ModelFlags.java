package dev.understudy.cli.settings;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a model starts from. */
public final class ModelFlags implements SettingFlags {

    @Option(names = {"--start-model", "--checkpoint"}, paramLabel = "FILE",
            description = "checkpoint to start from (default: the one that ships); its digest in FILE.sha256 or a "
                    + "signature by one of --keys vouches for it")
    private Path start;

    @Option(names = "--rule", paramLabel = "NAME", completionCandidates = LabelRules.class,
            description = "labelling rule in place of its own: ${COMPLETION-CANDIDATES}")
    private String rule;

    @Option(names = "--taxonomy", paramLabel = "FILE",
            description = "taxonomy file whose mappings name the classes of data sets (default: the checkpoint's)")
    private Path taxonomy;

    @Override
    public void over(SettingsTree tree) {
        tree.flag("--start-model", "model.start", start);
        tree.flag("--rule", "model.rule", rule);
        tree.flag("--taxonomy", "model.taxonomy", taxonomy);
    }
}
