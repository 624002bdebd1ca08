package dev.understudy.it.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The folder of jars that the launcher and the images put on the class path. */
final class Distribution {

    static final Path LIBRARIES = Checkout.ROOT.resolve("cli/target/understudy/lib");

    private static final Pattern VERSION = Pattern.compile("-\\d+\\.\\d.*\\.jar$");
    private static final String OUR_OWN = "understudy-";

    private Distribution() {
    }

    /** Names of other projects' jars, without their versions; skips the test where nothing is built. */
    static Set<String> thirdPartyJars() {
        requireBuilt();
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            return jars.map(jar -> jar.getFileName().toString()).filter(name -> !name.startsWith(OUR_OWN))
                    .map(Distribution::nameOf).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the jars that offer an implementation of an interface of {@link java.util.ServiceLoader}. */
    static Set<String> providersOf(String service) {
        requireBuilt();
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            return jars.filter(jar -> holds(jar, "META-INF/services/" + service))
                    .map(jar -> nameOf(jar.getFileName().toString())).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test where nothing is built. */
    static void requireBuilt() {
        if (!Files.isDirectory(LIBRARIES)) {
            Tool.skip("the distribution: no libraries at " + LIBRARIES + " (built by: mvn package)");
        }
    }

    static String nameOf(String jar) {
        return VERSION.matcher(jar).replaceFirst("");
    }

    private static boolean holds(Path jar, String entry) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(entry) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
