package dev.understudy.cli.common;

import dev.understudy.learning.taxonomy.Taxonomy;
import dev.understudy.proto.v1.CheckpointManifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The taxonomy of a command: that of its checkpoint, or a file's for the same classes. */
public final class TaxonomyInput {

    /** Description of an option {@code --taxonomy}. */
    public static final String DESCRIPTION =
            "taxonomy file whose mappings name the data set's classes (default: the checkpoint's)";

    private TaxonomyInput() {
    }

    /**
     * @param file {@code null} for the checkpoint's own
     * @throws UserError when the file cannot be read or has other classes than the checkpoint
     */
    public static Taxonomy of(CheckpointManifest checkpoint, Path file) {
        if (file == null) {
            return Taxonomy.of(checkpoint);
        }
        Taxonomy taxonomy = read(file);
        if (!checkpoint.getClassNamesList().equals(taxonomy.classNames())) {
            throw new UserError(ExitCode.INPUT, "the classes of the checkpoint are "
                    + checkpoint.getClassNamesList() + ", those of " + file + " are " + taxonomy.classNames());
        }
        return taxonomy;
    }

    /** Reads a file, or ends with one error that names it. */
    public static Taxonomy read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Taxonomy.read(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(ExitCode.INPUT, "--taxonomy " + file + ": " + e.getMessage(), e);
        }
    }
}
