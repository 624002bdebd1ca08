package dev.understudy.perception;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real recordings, which are no part of the repository: {@code UNDERSTUDY_DATA} names the folder that has them. */
public final class RealData {

    private static final String VARIABLE = "UNDERSTUDY_DATA";

    private RealData() {
    }

    /** A folder of the recordings; the test is skipped where there is none. */
    public static Path folder(String name) {
        String data = System.getenv(VARIABLE);
        if (data == null || data.isEmpty()) {
            Assumptions.abort("no real recordings: " + VARIABLE + " is not set");
        }
        Path folder = Path.of(data).resolve(name);
        if (!Files.isDirectory(folder)) {
            Assumptions.abort("no real recordings: no folder " + folder + " (" + VARIABLE + ")");
        }
        return folder;
    }
}
