package dev.understudy.cli.embedded;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder the build lays out: {@code lib/} with every jar and {@code registry/} with the schema registry's
 * server. Named by the system property {@code understudy.home}, else found beside the running code.
 */
public final class Distribution {

    /** System property that names the folder. */
    public static final String HOME_PROPERTY = "understudy.home";

    private Distribution() {
    }

    /** @throws EmbeddedStartException if no folder is found */
    public static Path home() {
        String named = System.getProperty(HOME_PROPERTY);
        Path home = named != null ? Path.of(named) : besideCode(codeLocation());
        if (!Files.isDirectory(home)) {
            throw new EmbeddedStartException("no distribution folder at " + home
                    + "; build it with './understudy build', or name it with -D" + HOME_PROPERTY + "=FOLDER");
        }
        return home;
    }

    /** The runnable jar of the schema registry's server. */
    static Path registryServer() {
        Path folder = home().resolve("registry");
        File[] runners = folder.toFile().listFiles((dir, name) -> name.endsWith("-runner.jar"));
        if (runners == null || runners.length == 0) {
            throw new EmbeddedStartException("no schema registry server in " + folder
                    + "; './understudy build' puts it there, or give the URL of a running one");
        }
        return Stream.of(runners).sorted().findFirst().orElseThrow().toPath();
    }

    /** Jar or class folder this class was loaded from. */
    static Path codeLocation() {
        try {
            return Path.of(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new EmbeddedStartException("cannot tell where this program lies: " + e.getMessage(), e);
        }
    }

    /** HOME/lib/x.jar in the distribution itself; target/x.jar or target/classes during a build. */
    private static Path besideCode(Path code) {
        Path folder = code.toAbsolutePath().getParent();
        return folder.endsWith("lib") ? folder.getParent() : folder.resolve("understudy");
    }
}
