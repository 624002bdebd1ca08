package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** Every command that the documents name is one that the command line takes; every link leads to a file. */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..");
    private static final List<String> FOLDERS = List.of("", "docker", "k8s", "docs");
    /** Its language, and what is in it. */
    private static final Pattern BLOCK = Pattern.compile("(?sm)^```(\\w*)\n(.*?)^```$");
    /** A command within a line of text. */
    private static final Pattern SPAN = Pattern.compile("(?<!`)`(\\./understudy [^`]+)`(?!`)");
    private static final Set<String> SHELL = Set.of("", "sh", "bash", "console");
    /** A command up to what the shell does with its output. */
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|[;&|] *)(?:\\./)?understudy +([^;&|>#\n]*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    /** A link to a file of the repository, up to its anchor. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
    /** Of the launcher alone. */
    private static final Set<String> LAUNCHER = Set.of("test", "build");

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    private static List<String> commands(Path page) throws IOException {
        String text = Files.readString(page);
        Stream<String> spans = SPAN.matcher(text).results().map(span -> span.group(1).replace('\n', ' '));
        Stream<String> blocks = BLOCK.matcher(text).results().filter(block -> SHELL.contains(block.group(1)))
                .map(block -> block.group(2).replaceAll("\\\\\n *", ""));
        return Stream.concat(spans, blocks).flatMap(code -> COMMAND.matcher(code).results())
                .map(found -> found.group(1).strip()).toList();
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

    @Test
    void shouldLinkToFilesThatExist() throws IOException {
        int followed = 0;
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
                followed++;
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    broken.add(page + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(followed).isGreaterThan(50);
    }
}
