package dev.understudy.cli;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.settings.ServiceOptions;
import dev.understudy.cli.settings.Settings;
import dev.understudy.cli.settings.SettingsBase;
import dev.understudy.cli.settings.SettingsText;
import dev.understudy.cli.settings.SettingsTree;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/** {@code understudy config}: the settings in force, each with its origin. */
@Command(name = "config", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Print every setting that is in force and where it comes from: default, file, environment or "
                + "flag. What it prints is a file that --config reads.")
final class ConfigCommand implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "SECTION", description = "sections to print (default: all)")
    private String[] sections = {};

    @Option(names = "--default", description = "print the defaults alone, whatever file and environment state")
    private boolean defaults;

    @Mixin
    private ServiceOptions services;

    @Override
    public Integer call() {
        SettingsTree tree = defaults ? SettingsTree.of(Settings.defaults()) : services.tree(SettingsBase.DEFAULTS);
        // Refused here as it would be where it is used.
        tree.as(Settings.class);
        PrintWriter out = spec.commandLine().getOut();
        out.print(new SettingsText(tree, Settings::isSecret, !defaults).of(sections));
        out.flush();
        return ExitCode.OK;
    }
}
