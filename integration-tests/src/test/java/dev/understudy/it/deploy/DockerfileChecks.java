package dev.understudy.it.deploy;

import dev.understudy.it.deploy.Dockerfile.Instruction;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a linter cannot know: that copied files exist, stages are there, and the program knows its commands. */
final class DockerfileChecks {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern OUR_PROGRAM = Pattern.compile("(?:^|&&\\s*)understudy ([^&|;]*)");
    /** What the build leaves, as the distribution of the cli module does. */
    private static final String DISTRIBUTION = "/src/cli/target/understudy/lib";
    /** The environment of a running container, for default commands that need addresses. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("UNDERSTUDY_BOOTSTRAP_SERVERS", "kafka:9092", "UNDERSTUDY_REGISTRY", "http://registry");

    private final Dockerfile file;
    private final Path context;
    private final List<String> ignored;
    private final List<String> problems = new ArrayList<>();

    private DockerfileChecks(Dockerfile file, Path context) {
        this.file = file;
        this.context = context;
        this.ignored = Checkout.read(context.resolve(".dockerignore")).lines().filter(l -> !l.isBlank()).toList();
    }

    /** @param context the build's folder, with its {@code .dockerignore} */
    static List<String> problems(Dockerfile file, Path context) {
        DockerfileChecks checks = new DockerfileChecks(file, context);
        file.stages().forEach((name, instructions) -> instructions.forEach(i -> checks.instruction(name, i)));
        checks.user();
        return checks.problems;
    }

    private void instruction(String stage, Instruction instruction) {
        switch (instruction.keyword()) {
            case "COPY" -> copy(stage, instruction);
            case "CMD" -> command(stage,
                    QUOTED.matcher(instruction.arguments()).results().map(word -> word.group(1)).toList());
            case "RUN" -> {
                Matcher calls = OUR_PROGRAM.matcher(instruction.arguments());
                while (calls.find()) {
                    command(stage, Arrays.asList(calls.group(1).strip().split("\\s+")));
                }
            }
            default -> { }
        }
    }

    private void command(String stage, List<String> arguments) {
        CommandLines.problems(arguments, ENVIRONMENT).forEach(why -> problems.add(stage + ": " + why));
    }

    private void copy(String stage, Instruction copy) {
        String from = copy.flags().stream().filter(flag -> flag.startsWith("--from=")).findFirst().orElse(null);
        List<String> paths = Arrays.asList(copy.arguments().split("\\s+"));
        List<String> sources = paths.subList(0, paths.size() - 1);
        if (from != null) {
            if (!file.stages().containsKey(from.substring("--from=".length()))) {
                problems.add(stage + ": copies from an unknown stage: " + from);
            }
            sources.stream().filter(source -> !source.equals(DISTRIBUTION))
                    .forEach(source -> problems.add(stage + ": the build makes no " + source));
            return;
        }
        for (String source : sources) {
            if (!Files.exists(context.resolve(source))) {
                problems.add(stage + ": copies " + source + ", which does not exist");
            } else if (ignored.stream().anyMatch(pattern -> ignores(pattern, Path.of(source)))) {
                problems.add(stage + ": copies " + source + ", which .dockerignore leaves out");
            }
        }
    }

    /** Docker's two stars stand for no folder, too; Java's do not. */
    private static boolean ignores(String pattern, Path source) {
        if (pattern.startsWith("**/") && ignores(pattern.substring("**/".length()), source.getFileName())) {
            return true;
        }
        for (Path path = source; path != null; path = path.getParent()) {
            if (FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(path)) {
                return true;
            }
        }
        return false;
    }

    /** The image's stages inherit from one base; it must not run as root. */
    private void user() {
        boolean numeric = file.stages().values().stream().flatMap(List::stream)
                .anyMatch(i -> i.keyword().equals("USER") && i.arguments().matches("[1-9]\\d*:[1-9]\\d*"));
        if (!numeric) {
            problems.add("no stage sets a numeric user, which runAsNonRoot needs");
        }
    }
}
