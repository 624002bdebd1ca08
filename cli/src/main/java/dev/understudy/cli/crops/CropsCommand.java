package dev.understudy.cli.crops;

import picocli.CommandLine.Command;

/** {@code understudy crops}: image crops of objects, which are personal data. */
@Command(name = "crops", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Delete images and image crops of a robot and a time, and say what remains until when.",
        subcommands = DeleteCrops.class)
public final class CropsCommand {
}
