package dev.understudy.replay;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the real recordings, which are not part of the repository; tests that need them skip loudly without. */
public final class RealData {

    private RealData() {
    }

    /** A folder of the recordings; skips the test when it is absent. */
    public static Path folder(String name) {
        String configured = System.getenv("UNDERSTUDY_DATA");
        Path root = configured != null ? Path.of(configured) : beside();
        Path folder = root.resolve(name);
        if (!Files.isDirectory(folder)) {
            String reason = "SKIPPED: real recordings not found at " + folder + " (set UNDERSTUDY_DATA)";
            System.err.println(reason);
            Assumptions.abort(reason);
        }
        return folder;
    }

    /** {@code ../shared/data} beside the checkout's root; modules run their tests in their own folder. */
    private static Path beside() {
        Path module = Path.of("").toAbsolutePath();
        return module.getParent().resolveSibling("shared").resolve("data");
    }
}
