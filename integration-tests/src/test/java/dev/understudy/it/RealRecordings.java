package dev.understudy.it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where real recordings are: {@code UNDERSTUDY_DATA}, else {@code shared/data} beside the checkout. */
final class RealRecordings {

    private RealRecordings() {
    }

    /** A folder of the recordings; the test is skipped, and says so, where there are none. */
    static Path folder(String name) {
        String chosen = System.getenv("UNDERSTUDY_DATA");
        Path data = chosen != null ? Path.of(chosen)
                : Path.of("").toAbsolutePath().getParent().resolveSibling("shared").resolve("data");
        Path folder = data.resolve(name);
        if (!Files.isDirectory(folder)) {
            String why = "SKIPPED: no real recordings at " + folder + " (set UNDERSTUDY_DATA)";
            System.out.println(why);
            Assumptions.abort(why);
        }
        return folder;
    }
}
