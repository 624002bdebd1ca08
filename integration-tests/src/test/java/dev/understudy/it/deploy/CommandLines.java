package dev.understudy.it.deploy;

import dev.understudy.cli.Understudy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Holds container arguments and environments to the real command line, so that neither outlives a renamed flag. */
final class CommandLines {

    private static final String OUR_PREFIX = "UNDERSTUDY_";
    /** Not read by the command line but by the entry point. */
    private static final String HOME = "UNDERSTUDY_HOME";
    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:(\\w+)(:-[^}]*)?}");

    private CommandLines() {
    }

    /** What is wrong with starting the program so, empty when it would start. */
    static List<String> problems(List<String> arguments, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        // The command line fills variables in from the environment of the tests: a second one keeps their names.
        CommandLine named = Understudy.commandLine().setInterpolateVariables(false);
        Set<String> known = variables(named);
        try {
            ParseResult parsed = Understudy.commandLine().parseArgs(arguments.toArray(String[]::new));
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
                named = named.getSubcommands().get(parsed.commandSpec().name());
            }
            Object command = parsed.commandSpec().userObject();
            boolean runs = command instanceof Runnable || command instanceof Callable;
            if (parsed.commandSpec().parent() == null || !runs) {
                problems.add(arguments + " names no command that runs");
            }
            for (OptionSpec option : named.getCommandSpec().options()) {
                if (!parsed.hasMatchedOption(option.longestName())) {
                    missing(option, environment).ifPresent(problems::add);
                }
            }
        } catch (ParameterException e) {
            problems.add(arguments + ": " + e.getMessage());
        }
        environment.keySet().stream()
                .filter(name -> name.startsWith(OUR_PREFIX) && !known.contains(name) && !name.equals(HOME))
                .forEach(name -> problems.add("no option reads the variable " + name));
        return problems;
    }

    private static Optional<String> missing(OptionSpec option, Map<String, String> environment) {
        Matcher reference = ENVIRONMENT.matcher(String.valueOf(option.defaultValue()));
        if (reference.find() && reference.group(2) == null && !environment.containsKey(reference.group(1))) {
            return Optional.of(option.longestName() + " is not given, nor is " + reference.group(1));
        }
        return Optional.empty();
    }

    /** The variables that options read. */
    private static Set<String> variables(CommandLine command) {
        Set<String> names = new HashSet<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            Matcher reference = ENVIRONMENT.matcher(String.valueOf(option.defaultValue()));
            if (reference.find()) {
                names.add(reference.group(1));
            }
        }
        command.getSubcommands().values().forEach(sub -> names.addAll(variables(sub)));
        return names;
    }
}
