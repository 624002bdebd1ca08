package dev.understudy.it.deploy;

import dev.understudy.it.deploy.Tool.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The Node project {@code lint/}, installed into {@code target/} by its lock file once per run. */
final class Linters {

    private static final Path SOURCE = Checkout.ROOT.resolve("integration-tests/lint");
    private static final Path INSTALLED = Checkout.ROOT.resolve("integration-tests/target/lint");
    private static final int SHOWN_OUTPUT = 600;

    private static String unavailable;
    private static boolean installed;

    private Linters() {
    }

    /** Lints a compose file; skips the test when there is no npm, or it cannot install. */
    static Outcome compose(Path file) {
        install();
        return Tool.run(INSTALLED, "node", "node_modules/dclint/bin/dclint.cjs", "-c", ".dclintrc.json",
                "--max-warnings", "0", file.toString());
    }

    /** Lints a Dockerfile; skips the test when there is no npm, or it cannot install. */
    static Outcome dockerfile(Path file) {
        install();
        return Tool.run(INSTALLED, "node", "node_modules/dockerfile-utils/bin/dockerfile-utils", "lint",
                file.toString());
    }

    private static synchronized void install() {
        if (!installed && unavailable == null) {
            unavailable = tryToInstall();
            installed = unavailable == null;
        }
        if (unavailable != null) {
            Tool.skip("linters of the deployment files: " + unavailable);
        }
    }

    private static String tryToInstall() {
        if (!Tool.exists("npm") || !Tool.exists("node")) {
            return "no node and npm on PATH";
        }
        try {
            Files.createDirectories(INSTALLED);
            for (String name : List.of("package.json", "package-lock.json", ".dclintrc.json")) {
                Files.copy(SOURCE.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Outcome npm = Tool.run(INSTALLED, "npm", "ci", "--engine-strict", "--ignore-scripts", "--prefer-offline",
                "--no-audit", "--no-fund");
        return npm.exit() == 0 ? null : "npm ci failed: "
                + npm.output().substring(0, Math.min(SHOWN_OUTPUT, npm.output().length())).strip();
    }
}
