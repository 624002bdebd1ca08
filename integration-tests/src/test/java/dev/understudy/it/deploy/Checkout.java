package dev.understudy.it.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files under test, where they lie in this checkout. */
final class Checkout {

    static final Path ROOT = find();
    static final Path COMPOSE = ROOT.resolve("docker/compose.yaml");
    static final Path DOCKERFILE = ROOT.resolve("docker/Dockerfile");
    static final Path ENTRYPOINT = ROOT.resolve("docker/entrypoint.sh");
    static final Path KUSTOMIZATION = ROOT.resolve("k8s/base");

    private Checkout() {
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with one thing made wrong, for tests that show that a check can fail. */
    static String broken(String text, String right, String wrong) {
        if (!text.contains(right)) {
            throw new IllegalArgumentException("nothing to break: '" + right + "' is not in the file any more");
        }
        return text.replace(right, wrong);
    }

    private static Path find() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("docker/compose.yaml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not run in a checkout: " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }
}
