package dev.understudy.it.deploy;

import dev.understudy.cli.Understudy;
import dev.understudy.cli.settings.Environment;
import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Holds container arguments and environments to the real command line, so that neither outlives a renamed flag. */
final class CommandLines {

    private static final String OUR_PREFIX = "UNDERSTUDY_";
    /** Not read by the command line but by the entry point. */
    private static final String HOME = "UNDERSTUDY_HOME";
    /** What has no default, by its flag: the variable that may stand for it. */
    private static final Map<String, String> NEEDED = Map.of("--bootstrap-servers", "UNDERSTUDY_BOOTSTRAP_SERVERS",
            "--registry", "UNDERSTUDY_REGISTRY");

    private CommandLines() {
    }

    /** What is wrong with starting the program so, empty when it would start. */
    static List<String> problems(List<String> arguments, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Set<String> known = Environment.variables(SettingsTree.of(Settings.defaults())).keySet();
        try {
            ParseResult parsed = Understudy.commandLine().parseArgs(arguments.toArray(String[]::new));
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }
            Object command = parsed.commandSpec().userObject();
            boolean runs = command instanceof Runnable || command instanceof Callable;
            if (parsed.commandSpec().parent() == null || !runs) {
                problems.add(arguments + " names no command that runs");
            }
            for (OptionSpec option : parsed.commandSpec().options()) {
                String variable = NEEDED.get(option.longestName());
                if (variable != null && !parsed.hasMatchedOption(option) && !environment.containsKey(variable)) {
                    problems.add(option.longestName() + " is not given, nor is " + variable);
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
}
