package dev.understudy.cli.topics;

import picocli.CommandLine.Command;

/** {@code understudy topics}: the topics that everything stands on, and who may use them. */
@Command(name = "topics", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Make and check the topics with their partitions, retention, codec and size cap, and list who "
                + "may do what with them.",
        subcommands = {CreateTopics.class, CheckTopics.class, AccessCommand.class})
public final class TopicsCommand {
}
