package dev.understudy.cli.chaos;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Small programs of the system. */
final class Tools {

    private static final long LIMIT_SECONDS = 10;

    private Tools() {
    }

    /** Runs a program and says whether it ended well; false where it is not installed. */
    static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
