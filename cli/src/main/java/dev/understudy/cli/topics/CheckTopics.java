package dev.understudy.cli.topics;

import dev.understudy.cli.common.ExitCode;
import dev.understudy.cli.common.Report;
import dev.understudy.streams.topic.TopicCheck;
import dev.understudy.streams.topic.TopicPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy topics check}. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compare the cluster's topics with the plan and list every difference; changes nothing. "
                + "Ends with 5 if there is any.")
final class CheckTopics implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private PlanOptions options;

    @Option(names = "--json", description = "print the differences as JSON")
    private boolean json;

    @Override
    public Integer call() {
        List<TopicPlan> plans = options.plans();
        List<TopicCheck.Difference> differences;
        try (Admin admin = options.connect()) {
            differences = new TopicCheck(admin).differences(plans);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Report.json(out, differences);
        } else {
            differences.forEach(out::println);
            out.println(plans.size() + " topics, " + differences.size() + " differences");
            out.flush();
        }
        return differences.isEmpty() ? ExitCode.OK : ExitCode.VIOLATION;
    }
}
