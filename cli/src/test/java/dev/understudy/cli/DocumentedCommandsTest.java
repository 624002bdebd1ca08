package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** Every command in a code block of README and docs is one that the command line takes. */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..");
    /** Its language, and what is in it. */
    private static final Pattern BLOCK = Pattern.compile("(?sm)^```(\\w*)\n(.*?)^```$");
    private static final Set<String> SHELL = Set.of("", "sh", "bash", "console");
    /** A command up to what the shell does with its output. */
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|[;&|] *)(?:\\./)?understudy +([^;&|>#\n]*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    /** Of the launcher alone. */
    private static final Set<String> LAUNCHER = Set.of("test", "build");

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("docker/README.md"),
                ROOT.resolve("k8s/README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static List<String> commands(Path page) throws IOException {
        List<String> out = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(page));
        while (blocks.find()) {
            if (SHELL.contains(blocks.group(1))) {
                Matcher commands = COMMAND.matcher(blocks.group(2).replaceAll("\\\\\n *", ""));
                commands.results().map(found -> found.group(1).strip()).forEach(out::add);
            }
        }
        return out;
    }

    private static String[] words(String command) {
        return WORD.matcher(command).results().map(found -> found.group(1) != null ? found.group(1)
                : found.group(2) != null ? found.group(2) : found.group(3)).toArray(String[]::new);
    }

    @Test
    void shouldTakeEveryCommandOfTheDocuments() throws IOException {
        int parsed = 0;
        List<String> refused = new ArrayList<>();
        for (Path page : pages()) {
            for (String command : commands(page)) {
                String[] words = words(command);
                if (words.length > 0 && !LAUNCHER.contains(words[0])) {
                    parsed++;
                    try {
                        Understudy.commandLine().parseArgs(words);
                    } catch (ParameterException e) {
                        refused.add(page.getFileName() + ": understudy " + command + ": " + e.getMessage());
                    }
                }
            }
        }
        System.out.println(parsed + " commands of " + pages().size() + " pages");
        assertThat(refused).isEmpty();
        assertThat(parsed).isGreaterThan(20);
    }
}
