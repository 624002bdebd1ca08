package dev.understudy.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the system counts as a process's memory. */
public final class ResidentMemory {

    private static final double KIBIBYTES = 1024;

    private ResidentMemory() {
    }

    /** MiB of a process that are in memory; NaN where there is no {@code /proc}, or no such process. */
    public static double mebibytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIBIBYTES;
                }
            }
        } catch (IOException noProc) {
            return Double.NaN;
        }
        return Double.NaN;
    }
}
