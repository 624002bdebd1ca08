package dev.understudy.cli.models;

import picocli.CommandLine.Command;

/** {@code understudy models}: the models of a running system. */
@Command(name = "models", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Look at the models of a running system: what there is, what was live when, and whether it "
                + "may go live.",
        subcommands = {ListModels.class, ShowModel.class, LiveModels.class, DiffModels.class, VerifyModels.class,
            ExportModel.class, ImportModel.class, RollBackModel.class, ResumeTraining.class})
public final class ModelsCommand {
}
