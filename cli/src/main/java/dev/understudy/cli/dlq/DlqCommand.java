package dev.understudy.cli.dlq;

import picocli.CommandLine.Command;

/** {@code understudy dlq}: what could not be used. */
@Command(name = "dlq", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Look at the dead letters: records that could not be used, and why; send them again.",
        subcommands = {ListLetters.class, ShowLetters.class, ReplayLetters.class, ExportLetters.class})
public final class DlqCommand {
}
