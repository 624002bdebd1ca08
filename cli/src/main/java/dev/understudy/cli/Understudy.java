package dev.understudy.cli;

import dev.understudy.cli.adapt.AdaptCommand;
import dev.understudy.cli.chaos.ChaosCommand;
import dev.understudy.cli.chaos.SoakCommand;
import dev.understudy.cli.classify.ClassifyCommand;
import dev.understudy.cli.common.HelpTexts;
import dev.understudy.cli.crops.CropsCommand;
import dev.understudy.cli.demo.DemoCommand;
import dev.understudy.cli.dlq.DlqCommand;
import dev.understudy.cli.evaluate.EvaluateCommand;
import dev.understudy.cli.experiment.ExperimentCommand;
import dev.understudy.cli.maths.SaferStart;
import dev.understudy.cli.models.ModelsCommand;
import dev.understudy.cli.segment.SegmentCommand;
import dev.understudy.cli.topics.TopicsCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/** The one command, {@code understudy}; every job is a subcommand. */
@Command(
        name = "understudy",
        description = "3D perception for robot fleets that keeps learning while it works.",
        mixinStandardHelpOptions = true,
        version = "understudy 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:internal error; the log has the details",
            "2:wrong command line or configuration",
            "3:a log, checkpoint or other input cannot be read",
            "4:a broker, registry or port is not available, or a run was ended before its time",
            "5:the run ended, but something it guarantees does not hold",
            "6:the native maths of this machine is wrong, so nothing was computed; understudy engine tells more"},
        subcommands = {DemoCommand.class, UpCommand.class, StreamCommand.class, TrainCommand.class,
            SimulateCommand.class, ReplayCommand.class, EventsCommand.class, RecordCommand.class, InfoCommand.class,
            DoctorCommand.class, EvaluateCommand.class, RelabelCommand.class, SegmentCommand.class,
            PretrainCommand.class, ClassifyCommand.class, AdaptCommand.class, ExperimentCommand.class,
            BenchCommand.class, FuzzCommand.class, ChaosCommand.class, SoakCommand.class, TopicsCommand.class,
            KeysCommand.class, ModelsCommand.class, CropsCommand.class, DlqCommand.class, ConfigCommand.class,
            EngineCommand.class})
public final class Understudy implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        int exit = SaferStart.around(commandLine()).execute(args);
        System.out.flush();
        System.exit(exit);
    }

    /**
     * The command line with its error handling, as the tests and programs that embed it use it. Where the native maths
     * is wrong a command ends with an error; main starts the process again instead.
     */
    public static CommandLine commandLine() {
        ErrorReporting errors = new ErrorReporting();
        return new CommandLine(new Understudy()).setResourceBundle(new HelpTexts())
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
