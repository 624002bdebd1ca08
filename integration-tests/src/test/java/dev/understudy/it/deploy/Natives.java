package dev.understudy.it.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The environment of the native libraries, and whether another file sets a part of it. */
final class Natives {

    static final Path FILE = Checkout.ROOT.resolve("natives.env");

    /** What libtorch, MKL, oneDNN, OpenMP and glibc's allocator read, listed in the file or not. */
    private static final String READ_BY_NATIVES =
            "(?:OMP|GOMP|KMP|MKL|ONEDNN|DNNL|ATEN|TORCH|PYTORCH|MALLOC)_[A-Z0-9_]+|GLIBC_TUNABLES";
    private static final List<String> START_PROGRAMS = List.of("understudy", "mvnw", "docker", "k8s", ".mvn", ".ci");
    /** Prose may name them. */
    private static final String PROSE = ".md";

    private Natives() {
    }

    /** Values by name, in the file's order. */
    static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : Checkout.read(FILE).lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
            String[] parts = line.split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        return variables;
    }

    /** The names a text sets or mentions, but for references: {@code $NAME}, and what the build takes from the file. */
    static List<String> namesIn(String text) {
        String names = READ_BY_NATIVES + "|" + String.join("|", variables().keySet());
        String handedOn = "<(" + names + ")>\\$\\{env\\.\\1}</\\1>";
        Matcher found = Pattern.compile("(?<![$\\w])(?<!\\$\\{)(?:" + names + ")(?!\\w)")
                .matcher(text.replaceAll(handedOn, ""));
        return List.copyOf(new TreeSet<>(found.results().map(result -> result.group()).toList()));
    }

    /** Every file that starts programs or describes how: scripts, images, manifests, builds. */
    static List<Path> startFiles() {
        try (Stream<Path> modules = Files.walk(Checkout.ROOT, 3)) {
            Stream<Path> poms = modules.filter(path -> path.endsWith("pom.xml"));
            Stream<Path> others = START_PROGRAMS.stream().map(Checkout.ROOT::resolve).flatMap(Natives::filesUnder);
            return Stream.concat(poms, others).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> filesUnder(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(PROSE)).toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
