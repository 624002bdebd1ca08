package dev.understudy.cli.settings;

import dev.understudy.cli.common.CheckpointInput;
import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.TaxonomyInput;
import dev.understudy.cli.common.UserError;
import dev.understudy.learning.checkpoint.VerifiedCheckpoint;
import dev.understudy.learning.label.LabelRule;
import dev.understudy.learning.taxonomy.Taxonomy;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The checkpoint that a system starts from, with its taxonomy: stream and trainer of one model start from the same.
 *
 * @param published the checkpoint of its own version
 * @param checkpoint the same as a start, of version and epoch 0
 * @param name for reports
 * @param taxonomy the checkpoint's, or a file's for the same classes
 */
public record StartModel(VerifiedCheckpoint published, VerifiedCheckpoint checkpoint, String name,
        Taxonomy taxonomy) {

    /**
     * Opens it.
     *
     * @throws UserError when nothing vouches for the file, or there is no such rule
     */
    public static StartModel open(Settings.Model model) {
        Path file = path(model.start());
        Path keys = file != null && Files.exists(Path.of(file + ".sha256")) ? null : path(model.keys());
        requireRule(model.rule());
        VerifiedCheckpoint published = CheckpointInput.open(file, keys).withRule(model.rule());
        return new StartModel(published, published.asStart(), CheckpointInput.name(file),
                TaxonomyInput.of(published.checkpoint().manifest(), path(model.taxonomy())));
    }

    private static void requireRule(String rule) {
        try {
            if (!rule.isEmpty()) {
                LabelRule.named(rule);
            }
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, "model.rule: " + e.getMessage(), e);
        }
    }

    private static Path path(String text) {
        return text.isBlank() ? null : Path.of(text);
    }
}
