package dev.understudy.it.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java sources of all modules, and a search through them. */
final class Sources {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final int FILES_AT_LEAST = 500;

    private Sources() {
    }

    /**
     * Text by name: the path from the checkout's root, with slashes.
     *
     * @throws IllegalStateException when there are too few for a search to mean anything
     */
    static Map<String, String> all() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(Sources::isSource).toList()) {
                texts.put(ROOT.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        if (texts.size() < FILES_AT_LEAST) {
            throw new IllegalStateException("only " + texts.size() + " sources under " + ROOT);
        }
        return texts;
    }

    /** A line for each place of a call in a source's code, with what to do instead; comments and literals are none. */
    static List<String> findings(String name, String text, Pattern call, String advice) {
        String code = Code.only(text);
        List<String> found = new ArrayList<>();
        Matcher match = call.matcher(code);
        while (match.find()) {
            int line = (int) code.substring(0, match.start()).chars().filter(c -> c == '\n').count();
            found.add(name + ":" + (line + 1) + ": " + advice + ": " + text.split("\n")[line].strip());
        }
        return found;
    }

    private static boolean isSource(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.endsWith(".java") && path.contains("/src/") && !path.contains("/target/");
    }
}
